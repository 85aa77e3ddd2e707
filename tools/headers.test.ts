import { expect, it } from "vitest";
import config from "../vite.config.ts";
import { ISOLATION_HEADERS, META_POLICY, POLICY } from "./headers.mjs";

it("the development and the preview server isolate the page", () => {
  expect(config.server?.headers).toMatchObject(ISOLATION_HEADERS);
  expect(config.preview?.headers).toMatchObject(ISOLATION_HEADERS);
  expect(ISOLATION_HEADERS).toMatchObject({
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  });
});

it("the built site's policy lets WebAssembly run, and nothing that is text", () => {
  for (const policy of [META_POLICY, POLICY]) {
    expect(policy).toContain("'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/'unsafe-(eval|inline)'/);
    // Only what is fetched as data, a model, may lie elsewhere.
    const elsewhere = policy.split("; ").filter((directive) => /https?:|\*/.test(directive));
    expect(elsewhere).toEqual([expect.stringMatching(/^connect-src 'self' /)]);
  }
});
