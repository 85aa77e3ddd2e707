import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatModelRef, type ModelRef, parseModelRef, parseServer } from "./model-ref.ts";

const key = "0123456789abcdef".repeat(4);

const cases: readonly (readonly [string, ModelRef])[] = [
  ["smollm2-135m-instruct", { kind: "catalogue", id: "smollm2-135m-instruct" }],
  [
    "hf:Qwen/Qwen2.5-0.5B-GGUF/q4.gguf",
    { kind: "hub", repo: "Qwen/Qwen2.5-0.5B-GGUF", revision: "main", file: "q4.gguf" },
  ],
  [
    "hf:a/b@v1.0/sub/model.safetensors.index.json",
    { kind: "hub", repo: "a/b", revision: "v1.0", file: "sub/model.safetensors.index.json" },
  ],
  ["https://example.org/m/q.gguf", { kind: "url", url: "https://example.org/m/q.gguf" }],
  ["http://localhost:8080/q.gguf?a=1", { kind: "url", url: "http://localhost:8080/q.gguf?a=1" }],
  [`kept:${key}`, { kind: "kept", key }],
];

describe("a server's address", () => {
  it.each([
    ["https://models.example.org", "https://models.example.org"],
    [" https://example.org/mirror/ ", "https://example.org/mirror"],
    ["http://localhost:8080", "http://localhost:8080"],
  ])("%s is one", (text, server) => {
    expect(parseServer(text)).toBe(server);
  });

  it.each([
    "",
    "example.org",
    "http://example.org",
    "ftp://example.org",
    "https://a:b@c.org",
    "https://a.org?x=1",
    "https://a.org/#x",
  ])("%s is none", (text) => {
    expect(parseServer(text)).toBeNull();
  });
});

describe("a model's name", () => {
  it.each(cases)("%s names a model and is written back", (text, ref) => {
    expect(parseModelRef(text)).toEqual(ref);
    expect(formatModelRef(ref)).toBe(text);
  });

  it.each([
    "",
    "two words",
    "hf:owner/file.gguf",
    "hf:owner/name/../../secret.gguf",
    "hf:../name/file.gguf",
    "hf:a/b@../file.gguf",
    "hf:a/b/readme.md",
    "http://example.org/q.gguf",
    "https://user:word@example.org/q.gguf",
    "https://example.org/page.html",
    "https://example.org/q.gguf#top",
    "javascript:alert(1)//q.gguf",
    "file:///etc/q.gguf",
    `kept:${key}0`,
    `https://example.org/${"a".repeat(600)}.gguf`,
  ])("%s names none", (text) => {
    expect(parseModelRef(text)).toBeNull();
  });

  it("never throws, and what it takes it writes so that it is taken again", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom("hf:a/b/", "https://", "kept:"), fc.string()).map((a) => a.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const ref = parseModelRef(text);
        if (ref !== null) expect(parseModelRef(formatModelRef(ref))).toEqual(ref);
      }),
    );
  });
});
