/** One fault at a time, and the sentence that it gets. */
import { describe, expect, it } from "vitest";
import { EngineError } from "../errors.ts";
import { type GgufField, type GgufSpec, ggufBytes, text, u32 } from "../testing/gguf-bytes.ts";
import { memorySource } from "../testing/memory-source.ts";
import { numberList, textList } from "./metadata.ts";
import { readGgufHeader } from "./reader.ts";

const read = (spec: GgufSpec) => readGgufHeader(memorySource(ggufBytes(spec)));
const tensor = (name: string, offset: bigint, more: object = {}) => ({
  name,
  dims: [8n],
  type: 0,
  offset,
  ...more,
});
const one = (more: object): GgufSpec => ({ tensors: [tensor("a", 0n, more)], dataBytes: 64 });
const entry = (value: GgufField): GgufSpec => ({ metadata: [["key", value]] });
const alignment = (value: GgufField): GgufSpec => ({ metadata: [["general.alignment", value]] });
const list = (of: number, ...items: GgufField[]): GgufField => ({ type: 9, of, items });

describe("a damaged GGUF", () => {
  it.each<[string, GgufSpec, RegExp]>([
    [
      "a text of 2^60 bytes",
      entry({ type: 8, text: "", claim: 2n ** 60n }),
      /1152921504606846976 bytes in a text/,
    ],
    ["2^64 − 1 entries", { entryClaim: 2n ** 64n - 1n }, /18446744073709551615 metadata entries/],
    ["2^60 tensors", { tensorClaim: 2n ** 60n }, /tensors, more than it can hold/],
    ["a list of lists of lists", entry(list(9, list(9, list(0)))), /nested too deeply/],
    ["a value of no type", entry({ type: 13, value: 1 }), /unknown type 13/],
    ["a list of no type", entry(list(99)), /unknown type 99/],
    [
      "an entry twice",
      {
        metadata: [
          ["key", u32(1)],
          ["key", u32(2)],
        ],
      },
      /entry key occurs twice/,
    ],
    ["alignment 0", alignment(u32(0)), /alignment/],
    ["alignment 3", alignment(u32(3)), /alignment/],
    ["alignment 2^31", alignment(u32(2 ** 31)), /alignment/],
    ["alignment in words", alignment(text("32")), /alignment/],
    ["no dimensions", one({ dims: [] }), /tensor a has 0 dimensions/],
    ["five dimensions", one({ dims: [1n, 1n, 1n, 1n, 1n] }), /has 5 dimensions/],
    ["a dimension of 0", one({ dims: [8n, 0n] }), /impossible size 8 × 0/],
    [
      "dimensions whose product wraps round to 8",
      one({ dims: [2n ** 63n + 4n, 2n] }),
      /impossible size/,
    ],
    ["a product beyond 2^53", one({ dims: [2n ** 30n, 2n ** 30n] }), /impossible size/],
    ["rows of half a block", one({ dims: [16n, 2n], type: 8 }), /do not hold whole Q8_0 blocks/],
    ["an offset beyond the end", one({ offset: 64n }), /a lies beyond its end/],
    ["an offset that wraps round", one({ offset: 2n ** 64n - 32n }), /a lies beyond its end/],
    ["an offset between two", one({ offset: 4n }), /a lies at an odd place/],
    [
      "a tensor twice",
      { tensors: [tensor("a", 0n), tensor("a", 32n)], dataBytes: 64 },
      /a occurs twice/,
    ],
    [
      "two tensors in one place",
      { tensors: [tensor("a", 0n), tensor("b", 0n)], dataBytes: 64 },
      /a and b overlap/,
    ],
    ["a name that is a trick", one({ name: "a\n\u202eb", dims: [] }), /tensor a {2}b has 0/],
    ["a long name", one({ name: "a".repeat(900), dims: [] }), /tensor a{80}… has 0/],
  ])("is refused: %s", async (_, spec, message) => {
    const error: unknown = await read(spec).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).kind).toBe("corrupt-model");
    expect((error as EngineError).message).toMatch(message);
    expect((error as EngineError).message).toMatch(
      /^This GGUF file is damaged: .*\. Download it again\.$/,
    );
  });

  it("is not what a type is called that nobody reads here", async () => {
    for (const [type, name] of [
      [16, "IQ2_XXS"],
      [39, "MXFP4"],
      [26, "I32"],
      [77, "number 77"],
    ]) {
      await expect(read(one({ type }))).rejects.toMatchObject({
        kind: "unsupported-model",
        message: expect.stringContaining(
          `Tensor a has the type ${name}, which Moodring does not read`,
        ),
      });
    }
  });
});

describe("metadata lists", () => {
  const marks = ["\ufeff", "\ufeffa", "日本", ""];
  const metadata = async () =>
    (
      await read({
        metadata: [
          ["texts", list(8, ...marks.map(text))],
          ["numbers", list(6, ...[0, 1].map((value) => ({ type: 6, value })))],
          ["big", list(10, { type: 10, value: 1n })],
          ["none", list(8)],
          ["word", text("a")],
        ],
      })
    ).metadata;

  it("are texts with every mark kept, or numbers as compact as in the file", async () => {
    const found = await metadata();
    expect(textList(found, "texts")).toEqual(marks);
    expect(textList(found, "none")).toEqual([]);
    expect(numberList(found, "numbers")).toBeInstanceOf(Float32Array);
    expect(textList(found, "absent")).toBeUndefined();
    expect(numberList(found, "absent")).toBeUndefined();
  });

  it("are refused where something else stands", async () => {
    const found = await metadata();
    expect(() => textList(found, "numbers")).toThrow(/entry numbers is not a list of texts/);
    expect(() => numberList(found, "word")).toThrow(/entry word is not a list of numbers/);
    expect(() => numberList(found, "big")).toThrow(/entry big is not a list of numbers/);
  });
});
