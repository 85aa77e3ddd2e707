import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EngineError } from "../errors.ts";
import { fixtureText } from "../testing/shipped.ts";
import { dequantise } from "./dequantise.ts";
import { TENSOR_TYPES } from "./tensor-types.ts";

interface DequantCase {
  readonly type: string;
  readonly typeCode: number;
  readonly blocks: number;
  readonly raw: string;
  readonly sha256: string;
  readonly first: string;
}

const { cases } = JSON.parse(fixtureText("dequant.json")) as { cases: DequantCase[] };
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const bits = (floats: Float32Array) => new Uint32Array(floats.buffer, floats.byteOffset);

describe("dequantise", () => {
  it.each(cases)("makes the reference's $type weights bit for bit", (reference) => {
    const expected = new Uint32Array(fromBase64(reference.first).buffer);
    const floats = dequantise(reference.typeCode, fromBase64(reference.raw));
    expect(bits(floats).subarray(0, expected.length)).toEqual(expected);
    expect(createHash("sha256").update(new Uint8Array(floats.buffer)).digest("hex")).toBe(
      reference.sha256,
    );
    expect(reference.blocks).toBeGreaterThanOrEqual(64);
  });

  it("has a reference for every type that it reads", () => {
    const types = (names: Iterable<string>) => [...names].sort();
    expect(types(cases.map(({ type }) => type))).toEqual(
      types([...TENSOR_TYPES.values()].map(({ name }) => name)),
    );
  });

  it.each(cases)("makes any run of $type blocks alone, into room that is given", (reference) => {
    const raw = fromBase64(reference.raw);
    const blockBytes = raw.length / reference.blocks;
    const all = dequantise(reference.typeCode, raw);
    const blockSize = all.length / reference.blocks;
    const room = new Float32Array(all.length + 2).fill(7);
    // An odd place in the file, as tensors of shards have.
    const shifted = new Uint8Array(raw.length + 1);
    shifted.set(raw, 1);
    dequantise(
      reference.typeCode,
      shifted.subarray(1 + 3 * blockBytes, 1 + 5 * blockBytes),
      room.subarray(1, 1 + 2 * blockSize),
    );
    expect(bits(room.slice(1, 1 + 2 * blockSize))).toEqual(
      bits(all.slice(3 * blockSize, 5 * blockSize)),
    );
    expect([room[0], room[1 + 2 * blockSize]]).toEqual([7, 7]);
  });

  it("keeps infinite scales infinite", () => {
    const block = new Uint8Array(34).fill(1);
    block.set([0x00, 0x7c]);
    expect(dequantise(8, block)[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it("names a type that it does not read", () => {
    expect(() => dequantise(16, new Uint8Array(66))).toThrow(/the type IQ2_XXS, which/);
    expect(() => dequantise(99, new Uint8Array(4))).toThrow(/the type number 99, which/);
    expect(() => dequantise(99, new Uint8Array(4))).toThrow(EngineError);
  });

  it("refuses a part of a block, and room of another size", () => {
    expect(() => dequantise(3, new Uint8Array(21))).toThrow(/within a block/);
    expect(() => dequantise(3, new Uint8Array(20), new Float32Array(31))).toThrow(RangeError);
  });
});
