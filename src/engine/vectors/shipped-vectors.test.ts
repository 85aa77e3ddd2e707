/** The committed vectors against NumPy and PyTorch (tools/reference/vectors_numpy.py). */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EMOTIONS } from "../../core/emotions.ts";
import { VECTOR_SETS, type VectorSetName } from "../../core/vectors.ts";
import { centre, emotionVector } from "../../core/vectors-access.ts";
import { halfToFloat } from "../gguf/half.ts";
import {
  fixtureBytes,
  fixtureFloats,
  fixtureText,
  largest,
  SHIPPED,
  worst,
} from "../testing/shipped.ts";
import { joinVectors, parseVectorsManifest } from "../vectors-file.ts";

interface Reference {
  readonly sets: Readonly<
    Record<VectorSetName, { readonly storySigma: number[][]; readonly tokenSigma: number[][] }>
  >;
}

const manifest = parseVectorsManifest(
  JSON.parse(readFileSync(join(SHIPPED, "emotions.json"), "utf8")),
);
const bin = new Uint8Array(readFileSync(join(SHIPPED, "emotions.bin")));
const vectors = joinVectors(manifest, bin);
const reference = JSON.parse(fixtureText("vectors_reference.json")) as Reference;
const half = halfToFloat();
const halves = new Uint16Array(fixtureBytes("vectors_reference.bin").buffer);
const centres = fixtureFloats("vectors_reference_centre.bin");
const { points, width } = manifest;
const places = VECTOR_SETS.flatMap((set, s) =>
  Array.from({ length: points }, (_, point) => ({ set, point, row: s * points + point })),
);

function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    const y = b[i] as number;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

describe("the shipped vectors", () => {
  it("are the ones that their manifest names", () => {
    expect(createHash("sha256").update(bin).digest("hex")).toBe(manifest.binSha256);
  });

  it("point where NumPy's do: cosine ≥ 0.9999 for every emotion, layer and set", () => {
    let compared = 0;
    for (const { set, point, row } of places) {
      // Before the first layer the reply set reads the same token in every story: there is nothing to find.
      if (set === "reply" && point === 0) continue;
      for (const [e, emotion] of EMOTIONS.entries()) {
        const from = (row * EMOTIONS.length + e) * width;
        const expected = Float32Array.from(
          halves.subarray(from, from + width),
          (h) => half[h] as number,
        );
        const found = emotionVector(vectors, set, point, emotion);
        expect(cosine(found, expected), `${set} ${point} ${emotion}`).toBeGreaterThanOrEqual(
          0.9999,
        );
        compared++;
      }
    }
    expect(compared).toBe((2 * points - 1) * EMOTIONS.length);
  });

  it("have NumPy's centres and story spreads", () => {
    for (const { set, point, row } of places) {
      const expected = centres.subarray(row * width, (row + 1) * width);
      const found = centre(vectors, set, point);
      expect(worst(found, expected) / largest(expected)).toBeLessThan(1e-3);
      const sigma = reference.sets[set].storySigma[point] ?? [];
      const ours = manifest.sets[set].emotions.storySigma[point] ?? [];
      for (const [e, value] of sigma.entries()) expect((ours[e] ?? 0) / value).toBeCloseTo(1, 2);
    }
  });

  it("have token spreads near those over every story's tokens", () => {
    for (const { set, point } of places) {
      if (set === "reply" && point === 0) continue;
      const all = reference.sets[set].tokenSigma[point] ?? [];
      const some = manifest.sets[set].emotions.tokenSigma[point] ?? [];
      for (const [e, value] of all.entries()) {
        expect(Math.abs((some[e] ?? 0) / value - 1), `${set} ${point} ${e}`).toBeLessThan(0.1);
      }
    }
  });
});
