import { describe, expect, it } from "vitest";
import { EMOTIONS, emotionIndex } from "../emotions.ts";
import { dot } from "../linear/dot.ts";
import { largestGap } from "../testing/matrices.ts";
import { testStories } from "../testing/stories.ts";
import { randomDirections } from "../vectors-access.ts";
import { classify, fittedVector, readings } from "./emotion-fit.ts";
import { axisStorySigma, fitEmotionVectors, randomStorySigma } from "./fit-emotion-vectors.ts";

const width = 15;
const stories = testStories(12, width, 1);
const { x, labels } = stories;
const fit = fitEmotionVectors(stories, { shrinkage: 0.3 });
const k = EMOTIONS.length;

/** Rows less their own emotion's mean [n, d], by the definition. */
function residues(): Float64Array {
  const means = labels.map((label) =>
    Float64Array.from({ length: width }, (_, j) => {
      const own = labels.flatMap((l, r) => (l === label ? [x[r * width + j] ?? 0] : []));
      return own.reduce((s, v) => s + v, 0) / own.length;
    }),
  );
  return Float64Array.from(x, (v, at) => v - (means[Math.floor(at / width)]?.[at % width] ?? 0));
}

/** Σ_λ by the definition, full [d, d]. */
function covariance(shrinkage: number): Float64Array {
  const r = residues();
  const n = labels.length;
  const within = Float64Array.from({ length: width * width }, (_, at) => {
    let sum = 0;
    for (let s = 0; s < n; s++) {
      sum += (r[s * width + Math.floor(at / width)] ?? 0) * (r[s * width + (at % width)] ?? 0);
    }
    return sum / n;
  });
  let level = 0;
  for (let i = 0; i < width; i++) level += (within[i * width + i] ?? 0) / width;
  return within.map((v, at) => {
    const diagonal = Math.floor(at / width) === at % width ? shrinkage * level : 0;
    return (1 - shrinkage) * v + diagonal;
  });
}

describe("fitEmotionVectors", () => {
  it("solves Σ_λ v ∝ m_e − μ, with unit v", () => {
    const sigma = covariance(0.3);
    for (const emotion of ["afraid", "desperate", "surprised"] as const) {
      const v = fittedVector(fit, emotion);
      expect(dot(v, v)).toBeCloseTo(1, 12);
      const product = v.map((_, i) => dot(sigma, v, width, i * width, 0));
      const offset = v.map((_, j) => {
        const own = labels.flatMap((l, r) =>
          l === emotionIndex(emotion) ? [x[r * width + j] ?? 0] : [],
        );
        return own.reduce((s, value) => s + value, 0) / own.length - (fit.centre[j] ?? 0);
      });
      const scale = Math.sqrt(dot(offset, offset) / dot(product, product));
      expect(
        largestGap(
          product.map((p) => p * scale),
          offset,
        ),
      ).toBeLessThan(1e-9);
      const spread = Math.sqrt(dot(v, product));
      expect(fit.storySigma[emotionIndex(emotion)]).toBeCloseTo(spread, 9);
      expect(fit.spreadAlong(v)).toBeCloseTo(spread, 9);
    }
  });

  it("centres on the mean of the emotions: their readings average to 0 over stories", () => {
    const z = readings(fit, x);
    for (let e = 0; e < k; e++) {
      let sum = 0;
      for (let r = 0; r < labels.length; r++) sum += z[r * k + e] ?? 0;
      expect(Math.abs(sum / labels.length)).toBeLessThan(1e-9);
    }
  });

  it("without shrinkage, readings spread by 1 within an emotion; so do axes over their σ", () => {
    const plain = fitEmotionVectors(stories, { shrinkage: 0 });
    const r = residues();
    const z = readings({ ...plain, centre: new Float64Array(width) }, r);
    const spreadOf = (value: (row: number) => number) => {
      const n = labels.length;
      return Math.sqrt(labels.reduce((s, _, row) => s + value(row) ** 2, 0) / n);
    };
    const at = (row: number, emotion: "happy" | "sad") => z[row * k + emotionIndex(emotion)] ?? 0;
    expect(spreadOf((row) => at(row, "happy"))).toBeCloseTo(1, 9);
    expect(spreadOf((row) => at(row, "happy") - at(row, "sad"))).toBeCloseTo(
      axisStorySigma(plain, "happy-sad"),
      9,
    );
    const random = randomDirections(width)[3] as Float32Array;
    expect(spreadOf((row) => dot(random, r, width, 0, row * width))).toBeCloseTo(
      randomStorySigma(plain)[3] ?? 0,
      9,
    );
  });

  it("tells new stories of the same emotions apart", () => {
    const fresh = testStories(5, width, 2);
    const guesses = classify(fit, fresh.x);
    const right = guesses.filter((guess, r) => guess === fresh.labels[r]).length;
    expect(right / guesses.length).toBeGreaterThan(0.85);
  });

  it("gives the same numbers twice", () => {
    expect(fitEmotionVectors(stories, { shrinkage: 0.3 }).vectors).toEqual(fit.vectors);
  });

  it("finds nothing, and reads 0, where all stories are the same", () => {
    const same = Float32Array.from(x, (_, at) => 0.1 + (at % width) / 3);
    const empty = fitEmotionVectors({ x: same, width, labels });
    expect(readings(empty, same).every((z) => Math.abs(z) === 0)).toBe(true);
    expect(empty.storySigma.every((sigma) => sigma === 1)).toBe(true);
    expect(axisStorySigma(empty, "happy-sad")).toBe(1);
    expect(empty.centre[3]).toBeCloseTo(1.1, 6);
  });

  it("refuses what it cannot fit", () => {
    expect(() => fitEmotionVectors(stories, { shrinkage: 2 })).toThrow(/shrinkage/);
    const some = { x: x.slice(0, 12 * width), width, labels: labels.slice(0, 12) };
    expect(() => fitEmotionVectors(some)).toThrow(/no story for angry/);
    const none = { x: new Float32Array(0), width, labels: [] };
    expect(() => fitEmotionVectors(none)).toThrow(/no story/);
  });
});
