import { describe, expect, it } from "vitest";
import { testVectors } from "../core/testing/vectors.ts";
import { EngineError } from "./errors.ts";
import { joinVectors, parseVectorsManifest, vectorsBytes } from "./vectors-file.ts";

const { manifest, data } = testVectors(4, 12);
const bytes = new Uint8Array(data.slice().buffer);

describe("parseVectorsManifest", () => {
  it("keeps a good manifest as it is", () => {
    expect(parseVectorsManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
  });

  it.each([
    [{ schema: 2 }, /schema: is a version that this page does not know/],
    [{ emotions: ["calm"] }, /emotions: are not the 24 emotions/],
    [{ residualNorm: [1, 2] }, /residualNorm/],
    [{ points: 5 }, /residualNorm/],
    [{ bestLayer: { text: 9, reply: 0 } }, /bestLayer\.text/],
    [{ sets: { text: manifest.sets.text } }, /sets\.reply/],
  ])("refuses %j", (change, message) => {
    expect(() => parseVectorsManifest({ ...manifest, ...change })).toThrow(message);
    expect(() => parseVectorsManifest({ ...manifest, ...change })).toThrow(EngineError);
  });

  it.each([null, "text", []])("refuses %j", (json) => {
    expect(() => parseVectorsManifest(json)).toThrow(EngineError);
  });
});

describe("joinVectors", () => {
  it("reads the floats, also from the middle of a buffer", () => {
    expect(joinVectors(manifest, bytes).data).toEqual(data);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(joinVectors(manifest, shifted.subarray(1)).data).toEqual(data);
  });

  it("refuses another length", () => {
    expect(() => joinVectors(manifest, bytes.slice(4))).toThrow(/emotions\.bin/);
  });
});

describe("vectorsBytes", () => {
  it("knows the size of the shipped model's vectors", () => {
    expect(vectorsBytes(31, 576)).toBe(2 * 31 * 25 * 576 * 4);
  });
});
