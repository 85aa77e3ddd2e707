import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeLink } from "./link/decode.ts";
import { CONTROLS } from "./settings.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the README", () => {
  it("lists the names that hide= takes", () => {
    const list = /The names that `hide` takes:([^.]+)\./.exec(readme)?.[1] ?? "";
    expect([...list.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual([...CONTROLS]);
  });

  it("shows links by hand that can be read", async () => {
    const links = [...readme.matchAll(/`(#\w+=[^`]+)`/g)].map(([, link]) => link ?? "");
    expect(links).toHaveLength(2);
    for (const link of links) expect((await decodeLink(link)).problems).toEqual([]);
  });
});
