import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NamedSource } from "./bytes.ts";
import { EngineError } from "./errors.ts";
import { readModelFiles } from "./model-files.ts";
import { nameOfFile, slugOf } from "./model-name.ts";
import { memorySource } from "./testing/memory-source.ts";
import {
  TINY,
  TINY_TEMPLATE,
  type TinyFile,
  tinyGguf,
  tinySafetensors,
} from "./testing/tiny-model.ts";
import { TextTokenizer } from "./tokenizer.ts";
import { weightsSha256 } from "./weights-hash.ts";

const named = ({ name, bytes }: TinyFile): NamedSource => ({ name, source: memorySource(bytes) });
const file = (name: string, content: string): NamedSource => ({
  name,
  source: memorySource(new Uint8Array(Buffer.from(content, "latin1"))),
});
const readme = file("README.md", "# A model\n");

async function refusal(files: readonly NamedSource[]): Promise<EngineError> {
  const error: unknown = await readModelFiles(files).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`not refused in words: ${String(error)}`);
  expect(error.message.length).toBeLessThan(400);
  return error;
}

describe("readModelFiles", () => {
  const parts = tinyGguf({ parts: 3 }).map(named);
  const shards = tinySafetensors({ parts: 2 }).map(named);

  it.each<[string, readonly NamedSource[], readonly string[]]>([
    ["a GGUF", tinyGguf().map(named), ["tiny.gguf"]],
    [
      "a GGUF that lost its ending",
      [{ ...named(tinyGguf()[0] as TinyFile), name: "blob" }],
      ["blob"],
    ],
    [
      "a split GGUF in any order",
      [2, 0, 1].map((i) => parts[i] as NamedSource),
      parts.map(({ name }) => name),
    ],
    ["safetensors", [...tinySafetensors().map(named), readme], ["model.safetensors"]],
    [
      "safetensors in parts, from a folder",
      [...shards].reverse().map(({ name, source }) => ({ name: `model/${name}`, source })),
      ["model/model-00001-of-00002.safetensors", "model/model-00002-of-00002.safetensors"],
    ],
  ])("reads %s as far as its headers", async (_, files, weights) => {
    const read = await readModelFiles(files);
    expect(read.weights.map(({ name }) => name)).toEqual(weights);
    const { layers, width, vocabulary } = TINY;
    expect(read.published.settings).toMatchObject({ layers, width, vocabulary, tiedOutput: true });
    const tokenizer = new TextTokenizer(read.tokenizerJson, read.tokenizerConfig);
    expect(tokenizer.encodeText("the").tokens).toHaveLength(2);
    expect(tokenizer.encodeChat([{ role: "user", content: "Hi" }], true).notes).toEqual([]);
  });

  it("takes name and licence from a GGUF, and a tokenizer.json beside it before its own", async () => {
    const gguf = tinyGguf({ name: "Noise\n7B", licence: "apache-2.0" }).map(named);
    expect(await readModelFiles(gguf)).toMatchObject({ name: "Noise 7B", licence: "apache-2.0" });
    const other = file("tokenizer.json", JSON.stringify({ mark: "mine" }));
    expect((await readModelFiles([...gguf, other])).tokenizerJson).toEqual({ mark: "mine" });
  });

  it("finds a chat template that lies in a file of its own", async () => {
    const files = tinySafetensors({ template: "" }).map(named);
    const { tokenizerConfig } = await readModelFiles([
      ...files,
      file("chat_template.jinja", TINY_TEMPLATE),
    ]);
    expect(tokenizerConfig).toMatchObject({ chat_template: TINY_TEMPLATE });
  });

  const whole = named(tinyGguf()[0] as TinyFile);
  const without = (name: string) =>
    tinySafetensors()
      .filter((one) => one.name !== name)
      .map(named);
  it.each<[string, readonly NamedSource[], string, RegExp]>([
    ["nothing", [], "bad-input", /Choose a GGUF file/],
    [
      "a picture",
      [file("cat.png", "\x89PNG\r\n")],
      "bad-input",
      /cat\.png holds no model's weights/,
    ],
    ["an empty file", [file("empty", "")], "bad-input", /empty holds no/],
    [
      "a web page named as a model",
      [file("model.gguf", "<!doctype html>")],
      "corrupt-model",
      /web page/,
    ],
    [
      "a PyTorch file",
      [file("pytorch_model.bin", "PK\x03\x04")],
      "unsupported-model",
      /pytorch_model\.bin: .*PyTorch/,
    ],
    [
      "a note of Git LFS beside JSON",
      [file("config.json", "{}"), file("model.bin", "version https://git-lfs.github.com/spec/v1")],
      "corrupt-model",
      /model\.bin: .*LFS/,
    ],
    [
      "config.json alone",
      [file("config.json", "{}")],
      "corrupt-model",
      /config\.json: .*JSON file/,
    ],
    [
      "only the small files",
      [file("config.json", "{}"), file("tokenizer.json", "{}")],
      "bad-input",
      /config\.json and tokenizer\.json hold no/,
    ],
    [
      "two whole models",
      [whole, { ...whole, name: "other.gguf" }],
      "bad-input",
      /whole model.*alone/,
    ],
    [
      "a split with a part missing",
      [parts[0], parts[2]] as NamedSource[],
      "missing-file",
      /tiny-00002-of-00003\.gguf is missing/,
    ],
    [
      "a part alone",
      [parts[1]] as NamedSource[],
      "missing-file",
      /tiny-00001-of-00003\.gguf and tiny-00003-of-00003\.gguf are missing/,
    ],
    [
      "safetensors without config.json",
      without("config.json"),
      "missing-file",
      /config\.json is missing.*model\.safetensors/,
    ],
    [
      "safetensors without a tokenizer",
      without("tokenizer.json"),
      "missing-file",
      /tokenizer\.json is missing/,
    ],
    [
      "a part of safetensors",
      shards.slice(0, -1),
      "missing-file",
      /model-00002-of-00002\.safetensors is missing/,
    ],
    [
      "two forms at once",
      [whole, ...tinySafetensors().map(named)],
      "bad-input",
      /tiny\.gguf and model\.safetensors are two forms/,
    ],
    [
      "two configurations",
      [...tinySafetensors().map(named), file("b/config.json", "{}")],
      "bad-input",
      /one config\.json/,
    ],
    [
      "a tokenizer.json that is cut off",
      [...without("tokenizer.json"), file("tokenizer.json", '{"model":')],
      "corrupt-model",
      /tokenizer\.json is not JSON/,
    ],
    ["another family", tinyGguf({ family: "mamba" }).map(named), "unsupported-model", /“mamba”/],
  ])("refuses %s in words", async (_, files, kind, message) => {
    const error = await refusal(files);
    expect(error.message).toMatch(message);
    expect(error.kind).toBe(kind);
  });
});

describe("whatever is chosen", () => {
  const junk = fc.record({
    name: fc.oneof(
      fc.constantFrom("model.gguf", "model.safetensors", "config.json", "tokenizer.json", "x"),
      fc.constantFrom("a-00001-of-00002.gguf", "model.safetensors.index.json", "../../x.gguf"),
      fc.string({ maxLength: 200 }),
    ),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.constantFrom(...[...tinyGguf({ parts: 2 }), ...tinySafetensors()].map((one) => one.bytes)),
    ),
  });

  it("is read or refused in words, 1,500 times", async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { maxLength: 6 }), async (files) => {
        const outcome = await readModelFiles(
          files.map(({ name, bytes }) => ({ name, source: memorySource(bytes) })),
        ).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(EngineError);
          expect(outcome.message.length).toBeLessThan(600);
        } else read++;
      }),
      { numRuns: 1500, seed: 20260602 },
    );
    expect(read).toBeGreaterThan(0);
  });
});

describe("names and hashes", () => {
  it.each([
    ["Qwen2.5 Coder 0.5B Instruct AWQ", "qwen2.5-coder-0.5b-instruct-awq"],
    ["  Ünï/../code ✨", "u-ni-..-code"],
    ["✨", "model"],
    ["x".repeat(500), "x".repeat(60)],
  ])("makes an id of %j", (name, id) => {
    expect(slugOf(name)).toBe(id);
  });

  it("names a file without its folder, part and ending", () => {
    expect(nameOfFile("a/b/tiny-00001-of-00003.gguf")).toBe("tiny");
    expect(nameOfFile("model.safetensors.index.json")).toBe("model");
    expect(nameOfFile(".gguf")).toBe("model");
  });

  it("hashes one file as itself, several by their hashes in order", async () => {
    const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const [a, b] = ["a".repeat(64), "b".repeat(64)];
    expect(await weightsSha256([a], sha256)).toBe(a);
    expect(await weightsSha256([a, b], sha256)).toBe(sha256(Buffer.from(a + b)));
    expect(await weightsSha256([b, a], sha256)).not.toBe(await weightsSha256([a, b], sha256));
  });
});
