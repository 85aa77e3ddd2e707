import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHandler, listen, mediaType, parseRange, type ServeOptions } from "./serve.mjs";

let root: string;
const servers: Server[] = [];

async function serve(options: Omit<ServeOptions, "root"> = {}): Promise<string> {
  const server = await listen(createHandler({ root, ...options }), { port: 0 });
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "moodring-serve-"));
  await writeFile(join(root, "index.html"), "<!doctype html>");
  await writeFile(join(root, "weights.bin"), "0123456789");
});

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(root, { recursive: true });
});

describe("parseRange", () => {
  it.each([
    [undefined, "whole"],
    ["bytes=2-4", { start: 2, end: 5 }],
    ["bytes=8-", { start: 8, end: 10 }],
    ["bytes=-3", { start: 7, end: 10 }],
    ["bytes=0-99", { start: 0, end: 10 }],
    ["bytes=10-12", "unsatisfiable"],
    ["bytes=5-2", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=-", "whole"],
    ["lines=1-2", "whole"],
  ])("%s of ten bytes", (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});

describe("the static server", () => {
  it("isolates pages and sends the policy", async () => {
    const answer = await fetch(`${await serve()}/`);
    expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(answer.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    expect(answer.headers.get("content-security-policy")).toContain("'wasm-unsafe-eval'");
    expect(answer.headers.get("content-security-policy")).not.toContain("'unsafe-eval'");
    expect(answer.headers.get("content-type")).toContain("text/html");
  });

  it("stands for a plain host without headers", async () => {
    const answer = await fetch(`${await serve({ headers: false })}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cross-origin-opener-policy")).toBeNull();
    expect(answer.headers.get("content-security-policy")).toBeNull();
  });

  it("serves part of a file", async () => {
    const answer = await fetch(`${await serve()}/weights.bin`, { headers: { Range: "bytes=3-5" } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe("bytes 3-5/10");
    expect(await answer.text()).toBe("345");
  });

  it("refuses a range outside the file", async () => {
    const answer = await fetch(`${await serve()}/weights.bin`, { headers: { Range: "bytes=50-" } });
    expect(answer.status).toBe(416);
  });

  it("serves under a base path and leads to it", async () => {
    const url = await serve({ base: "/lesson/moodring/" });
    expect((await fetch(`${url}/lesson/moodring/weights.bin`)).status).toBe(200);
    const bare = await fetch(`${url}/lesson/moodring`);
    expect(new URL(bare.url).pathname).toBe("/lesson/moodring/");
    expect((await fetch(`${url}/weights.bin`)).status).toBe(404);
  });

  it("answers 304 where nothing changed", async () => {
    const url = `${await serve()}/weights.bin`;
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    expect((await fetch(url, { headers: { "If-None-Match": etag } })).status).toBe(304);
  });

  it.each(["/../serve.mjs", "/%2e%2e/%2e%2e/etc/passwd", "/%00", "/%E0%A4%A"])(
    "stays inside its folder for %s",
    async (path) => {
      const { port } = new URL(await serve());
      // fetch would tidy the path before it sends it.
      const status = await new Promise((done, fail) => {
        httpRequest({ port, host: "127.0.0.1", path }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        })
          .on("error", fail)
          .end();
      });
      expect(status).toBe(404);
    },
  );

  it("refuses to write", async () => {
    expect((await fetch(`${await serve()}/`, { method: "POST" })).status).toBe(405);
  });

  it("takes the next port where one is busy", async () => {
    const first = await listen(createHandler({ root }), { port: 0 });
    const { port } = first.address() as AddressInfo;
    const second = await listen(createHandler({ root }), { port, search: true });
    servers.push(first, second);
    expect((second.address() as AddressInfo).port).toBeGreaterThan(port);
    await expect(listen(createHandler({ root }), { port })).rejects.toThrow();
  });
});

describe("mediaType", () => {
  it("knows the kinds that a browser is strict about", () => {
    expect(mediaType("a/ort.mjs")).toContain("text/javascript");
    expect(mediaType("ort.wasm")).toBe("application/wasm");
    expect(mediaType("model.gguf")).toBe("application/octet-stream");
  });
});
