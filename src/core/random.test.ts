import { describe, expect, it } from "vitest";
import { createRandom, randomUnitVector } from "./random.ts";

const dot = (a: Float32Array, b: Float32Array) => a.reduce((s, v, i) => s + v * (b[i] ?? 0), 0);

describe("createRandom", () => {
  it("repeats for a seed, and differs for another seed or stream", () => {
    const draw = (seed: number, stream?: number) => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1, 1));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  });

  it("keeps to its numbers: a link made today must replay tomorrow", () => {
    const random = createRandom(1);
    expect([random.uniform(), random.uniform(), random.uniform()]).toMatchInlineSnapshot(`
      [
        0.6189552227449775,
        0.5337503716810403,
        0.18962851929002944,
      ]
    `);
  });

  it("gives unrelated first numbers for neighbouring seeds", () => {
    const first = Array.from({ length: 400 }, (_, seed) => createRandom(seed).uniform());
    expect(mean(first)).toBeCloseTo(0.5, 1);
    expect(correlation(first.slice(1), first.slice(0, -1))).toBeLessThan(0.15);
  });

  it("draws uniform and normal numbers of the right spread", () => {
    const random = createRandom(7);
    const uniform = Array.from({ length: 20000 }, () => random.uniform());
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    const normal = Array.from({ length: 20000 }, () => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(mean(normal.map((v) => v * v))).toBeCloseTo(1, 1);
    expect(normal.filter((v) => Math.abs(v) < 1).length / 20000).toBeCloseTo(0.683, 1);
  });

  it("draws every integer below the limit and no other", () => {
    const random = createRandom(3);
    const seen = new Set(Array.from({ length: 300 }, () => random.integer(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(() => random.integer(0)).toThrow(RangeError);
    expect(() => random.integer(1.5)).toThrow(RangeError);
  });

  it("shuffles a copy", () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = createRandom(5).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(items[0]).toBe(0);
  });

  it("refuses a seed that is no number", () => {
    expect(() => createRandom(Number.NaN)).toThrow(RangeError);
  });
});

describe("randomUnitVector", () => {
  it("has unit length and is nearly orthogonal to its neighbours", () => {
    const a = randomUnitVector(9, 0, 576);
    const b = randomUnitVector(9, 1, 576);
    expect(dot(a, a)).toBeCloseTo(1, 5);
    expect(Math.abs(dot(a, b))).toBeLessThan(0.2);
    expect(randomUnitVector(9, 0, 576)).toEqual(a);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((s, v) => s + v, 0) / values.length;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const spread = (v: readonly number[], m: number) => Math.sqrt(mean(v.map((x) => (x - m) ** 2)));
  return mean(a.map((x, i) => (x - ma) * ((b[i] ?? 0) - mb))) / (spread(a, ma) * spread(b, mb));
}
