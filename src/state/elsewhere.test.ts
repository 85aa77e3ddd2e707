import { describe, expect, it } from "vitest";
import { Agreed, elsewhere, isThisMachine } from "./elsewhere.ts";

const MIRROR = "https://mirror.example:8443";
const FILE = "hf:owner/name/m.gguf";
const URL = "https://example.org/m.gguf";

describe("elsewhere", () => {
  it.each([
    ["smollm2-135m-instruct", null, null],
    ["smollm2-135m-instruct", MIRROR, null],
    [`kept:${"a".repeat(64)}`, MIRROR, null],
    ["gemma-3-270m", null, { host: "huggingface.co", named: [] }],
    ["gemma-3-270m", MIRROR, { host: "mirror.example:8443", named: [MIRROR] }],
    [FILE, null, { host: "huggingface.co", named: [FILE] }],
    [FILE, MIRROR, { host: "mirror.example:8443", named: [FILE, MIRROR] }],
    [URL, MIRROR, { host: "example.org", named: [URL] }],
  ])("of %s with %s", (model, hub, expected) => {
    expect(elsewhere({ model, hub })).toEqual(expected);
  });

  it("tells this machine from names that look like it", () => {
    for (const host of ["localhost", "localhost:80", "127.0.0.1:4100"]) {
      expect(isThisMachine(host)).toBe(true);
    }
    for (const host of ["localhost.example.org", "mylocalhost", "127.0.0.1.example"]) {
      expect(isThisMachine(host)).toBe(false);
    }
  });
});

describe("the user's word", () => {
  it("holds for the model and the server that it was given for", () => {
    const agreed = new Agreed();
    expect(agreed.covers({ model: "gemma-3-270m", hub: null })).toBe(true);
    expect(agreed.covers({ model: FILE, hub: null })).toBe(false);
    agreed.to({ model: FILE, hub: null });
    expect(agreed.covers({ model: FILE, hub: null })).toBe(true);
    expect(agreed.covers({ model: FILE, hub: MIRROR })).toBe(false);
    expect(agreed.covers({ model: URL, hub: null })).toBe(false);
    agreed.toHub(MIRROR);
    expect(agreed.covers({ model: FILE, hub: MIRROR })).toBe(true);
    expect(agreed.covers({ model: "gemma-3-270m", hub: MIRROR })).toBe(true);
  });
});
