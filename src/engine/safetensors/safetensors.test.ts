import { describe, expect, it } from "vitest";
import type { NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { rowCount, type StoredTensor } from "../tensor.ts";
import { memorySource } from "../testing/memory-source.ts";
import { safetensorsBytes } from "../testing/safetensors-bytes.ts";
import { fixtureBytes, fixtureText } from "../testing/shipped.ts";
import { readSafetensorsHeader } from "./header.ts";
import { openSafetensors } from "./open.ts";

interface Expected {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly float32: string | null;
}

const expected = JSON.parse(fixtureText("safetensors/expected.json")) as Expected[];
const named = (name: string): NamedSource => ({
  name,
  source: memorySource(fixtureBytes(`safetensors/${name}`)),
});
const whole = named("model.safetensors");
const one = named("model-00001-of-00002.safetensors");
const two = named("model-00002-of-00002.safetensors");
const index = named("model.safetensors.index.json");

const json = (name: string, value: unknown): NamedSource => ({
  name,
  source: memorySource(new TextEncoder().encode(JSON.stringify(value))),
});
const file = (header: unknown, dataBytes: number, claim?: bigint): NamedSource => ({
  name: "model.safetensors",
  source: memorySource(safetensorsBytes(header, dataBytes, claim)),
});
const entry = (begin: number, end: number, more: object = {}) => ({
  dtype: "F32",
  shape: [(end - begin) / 4],
  data_offsets: [begin, end],
  ...more,
});

function floats(stored: StoredTensor, firstRow = 0, rows = rowCount(stored)): Float32Array {
  const out = new Float32Array(rows * (stored.dims.at(-1) ?? 1));
  stored.writeRows(out, firstRow, rows);
  return out;
}

async function refusal(...files: NamedSource[]): Promise<string> {
  const error = await openSafetensors(files).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EngineError);
  return `${(error as EngineError).kind}: ${(error as EngineError).message}`;
}

describe("openSafetensors", () => {
  it.each([
    ["one file", [whole]],
    ["parts with an index", [index, two, one]],
    ["parts without an index", [two, one]],
    [
      "parts in a folder, beside other files",
      [one, two, index, json("config.json", {})].map(inFolder),
    ],
  ])("makes torch's floats bit for bit from %s", async (_, files) => {
    const tensors = await openSafetensors(files);
    for (const { name, shape, float32 } of expected) {
      expect(tensors.dims(name), name).toEqual(shape);
      if (float32 === null) {
        await expect(tensors.open(name)).rejects.toThrow(/model.positions has the type I64/);
        continue;
      }
      const stored = await tensors.open(name);
      const bits = new Uint8Array(Buffer.from(float32, "base64"));
      expect(new Uint8Array(floats(stored).buffer), name).toEqual(bits);
    }
  });

  it("makes single rows", async () => {
    const stored = await (await openSafetensors([whole])).open("model.embed.weight");
    const all = floats(stored);
    for (let row = 0; row < 6; row++) {
      expect(floats(stored, row, 1)).toEqual(all.slice(row * 8, (row + 1) * 8));
    }
  });

  it("says how many bytes it holds, and what it lacks", async () => {
    const tensors = await openSafetensors([whole]);
    const { metadata } = JSON.parse(fixtureText("safetensors/model.safetensors.index.json"));
    expect(tensors.byteLength).toBe(metadata.total_size);
    expect(tensors.dims("model.absent")).toBeUndefined();
    await expect(tensors.open("model.absent")).rejects.toThrow(/lacks the tensor model.absent/);
  });

  it("names the parts that are missing", async () => {
    const message =
      "missing-file: This model comes in 2 parts; model-00002-of-00002.safetensors is missing. Choose all 2 files together.";
    expect(await refusal(one)).toBe(message);
    expect(await refusal(one, index)).toBe(message);
    expect(await refusal(index)).toMatch(
      /00001-of-00002.safetensors and model-00002.* are missing/,
    );
  });

  it("refuses files that do not belong together", async () => {
    expect(await refusal()).toMatch(/bad-input: Choose/);
    expect(await refusal(json("config.json", {}))).toMatch(/bad-input: Choose/);
    expect(await refusal(whole, one)).toMatch(/bad-input: .*not the parts of one model/);
    expect(await refusal(whole, whole)).toMatch(/bad-input: Choose model.safetensors once/);
    expect(await refusal(one, two, index, index)).toMatch(
      /bad-input: Choose one safetensors.index/,
    );
    expect(await refusal({ ...one, name: two.name }, { ...two, name: one.name }, index)).toMatch(
      /corrupt-model: .*lacks the tensor/,
    );
    expect(await refusal(one, { ...one, name: two.name })).toMatch(/is in two of its parts/);
  });

  it("refuses an index that is none", async () => {
    const refuse = (value: unknown) =>
      refusal(one, two, json("model.safetensors.index.json", value));
    expect(await refuse([])).toMatch(/does not say which file/);
    expect(await refuse({ weight_map: { a: 1 } })).toMatch(/does not say which file/);
    expect(await refuse({ weight_map: { a: "../../secret.safetensors" } })).toMatch(/does not say/);
    expect(await refuse({ weight_map: {} })).toMatch(/lists no tensors/);
    expect(await refuse({ weight_map: { a: one.name } })).toMatch(/lacks the tensor a/);
    const twice = { ...index, source: memorySource(new TextEncoder().encode('{"a":1,"a":2}')) };
    expect(await refusal(one, two, twice)).toMatch(/has two entries of the name a/);
  });
});

describe("readSafetensorsHeader", () => {
  it("reads notes and places", async () => {
    const header = await readSafetensorsHeader(whole.source);
    expect(header.metadata).toEqual(new Map([["format", "pt"]]));
    expect(header.tensors.size).toBe(expected.length);
  });

  it.each<[string, NamedSource, RegExp]>([
    ["empty", file("", 0, 0n), /not JSON/],
    [
      "no bytes at all",
      { name: "a.safetensors", source: memorySource(new Uint8Array(0)) },
      /no header/,
    ],
    [
      "a header longer than the file",
      file({}, 0, 2n ** 60n),
      /claims a header of 1152921504606846976 bytes/,
    ],
    [
      "a header of absurd length",
      file({}, 20_000_000, 2n ** 24n + 1n),
      /claims a header of 16777217/,
    ],
    ["bytes that are not text", file('{"\xff', 0), /not JSON/],
    ["a list", file([], 0), /not a JSON object/],
    ["a text", file('"{"', 0), /not a JSON object/],
    ["cut JSON", file('{"a":', 0), /is not JSON/],
    ["deep nesting", file("[".repeat(1000), 0), /nested too deeply/],
    ["masses of lists", file(`{"a":[${"[],".repeat(100_000)}[]]}`, 0), /far too many values/],
    ["masses of numbers", file(`{"a":[${"1,".repeat(100_000)}1]}`, 0), /far too many values/],
    [
      "a name twice",
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{}}', 4),
      /two entries of the name a/,
    ],
    [
      "a key twice",
      file('{"a":{"dtype":"F32","dtype":"F16","shape":[1],"data_offsets":[0,4]}}', 4),
      /two entries of the name dtype/,
    ],
    ["notes that are none", file({ __metadata__: { a: 1 } }, 0), /not a list of notes/],
    [
      "no shape",
      file({ a: { dtype: "F32", data_offsets: [0, 4] } }, 4),
      /entry of tensor a makes no sense \(shape\)/,
    ],
    ["a negative size", file({ a: entry(0, 4, { shape: [-1] }) }, 4), /makes no sense \(shape.0\)/],
    ["half a size", file({ a: entry(0, 4, { shape: [0.5] }) }, 4), /makes no sense/],
    ["many dimensions", file({ a: entry(0, 4, { shape: Array(9).fill(1) }) }, 4), /makes no sense/],
    [
      "an overflowing size",
      file({ a: entry(0, 4, { shape: [2 ** 40, 2 ** 40] }) }, 4),
      /impossible size/,
    ],
    [
      "a negative place",
      file({ a: entry(0, 4, { data_offsets: [-4, 0] }) }, 4),
      /makes no sense \(data_offsets.0\)/,
    ],
    [
      "places the wrong way round",
      file({ a: entry(0, 4, { data_offsets: [4, 0] }) }, 4),
      /has -4 bytes/,
    ],
    [
      "a wrong number of bytes",
      file({ a: entry(0, 8, { shape: [1] }) }, 8),
      /has 8 bytes where its shape takes 4/,
    ],
    ["a tensor beyond the end", file({ a: entry(0, 8) }, 4), /a lies beyond its end/],
    [
      "overlapping tensors",
      file({ a: entry(0, 8), b: entry(4, 12) }, 12),
      /tensors a and b overlap/,
    ],
    ["a gap", file({ a: entry(0, 4), b: entry(8, 12) }, 12), /bytes of no tensor before b/],
    ["bytes left over", file({ a: entry(0, 4) }, 5), /bytes of no tensor at its end/],
    [
      "a type unheard of",
      file({ a: entry(0, 4, { dtype: "Q9" }) }, 4),
      /Tensor a has the type Q9, which/,
    ],
    [
      "a type with an object's method for a name",
      file({ a: entry(0, 4, { dtype: "toString" }) }, 4),
      /the type toString, which/,
    ],
    [
      "GGUF",
      { name: "a.safetensors", source: memorySource(fixtureBytes("tiny.gguf")) },
      /a GGUF file/,
    ],
    [
      "a web page",
      {
        name: "a.safetensors",
        source: memorySource(new TextEncoder().encode("<!DOCTYPE html><title>Sign in</title>")),
      },
      /a web page/,
    ],
    [
      "an LFS pointer",
      {
        name: "a.safetensors",
        source: memorySource(
          new TextEncoder().encode("version https://git-lfs.github.com/spec/v1\noid sha256:0"),
        ),
      },
      /a Git LFS pointer/,
    ],
  ])("refuses %s", async (_, { source }, message) => {
    const error: unknown = await readSafetensorsHeader(source).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).message).toMatch(message);
  });

  it("takes a tensor of any name", async () => {
    const { tensors } = await readSafetensorsHeader(
      file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4).source,
    );
    expect([...tensors.keys()]).toEqual(["__proto__"]);
  });
});

function inFolder({ name, source }: NamedSource): NamedSource {
  return { name: `model/${name}`, source };
}
