import { describe, expect, it } from "vitest";
import { largestGap, randomMatrix, randomPositive } from "../testing/matrices.ts";
import { dot } from "./dot.ts";
import { symmetricEigen } from "./eigen.ts";

/** Σ value · vector vectorᵀ. */
function rebuild(values: Float64Array, vectors: Float64Array, d: number): Float64Array {
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = 0;
    for (let k = 0; k < d; k++) {
      sum += (values[k] ?? 0) * (vectors[k * d + i] ?? 0) * (vectors[k * d + j] ?? 0);
    }
    return sum;
  });
}

function expectOrthonormal(vectors: Float64Array, d: number) {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      expect(Math.abs(dot(vectors, vectors, d, i * d, j * d) - (i === j ? 1 : 0))).toBeLessThan(
        1e-10,
      );
    }
  }
}

describe("symmetricEigen", () => {
  it("takes random matrices apart and puts them together again", () => {
    for (const d of [1, 2, 3, 10, 48]) {
      const m = randomMatrix(d, d, d);
      const a = m.map((v, at) => v + (m[(at % d) * d + Math.floor(at / d)] ?? 0));
      const { values, vectors } = symmetricEigen(a, d);
      expect(largestGap(rebuild(values, vectors, d), a)).toBeLessThan(1e-9);
      expectOrthonormal(vectors, d);
      expect([...values]).toEqual([...values].sort((x, y) => y - x));
    }
  });

  it("knows simple cases: diagonal, repeated values, rank one, zero", () => {
    expect([...symmetricEigen(Float64Array.from([2, 0, 0, 5]), 2).values]).toEqual([5, 2]);
    const ones = symmetricEigen(new Float64Array(16).fill(1), 4);
    expect(largestGap(ones.values, [4, 0, 0, 0])).toBeLessThan(1e-12);
    expectOrthonormal(ones.vectors, 4);
    expect(largestGap(symmetricEigen(new Float64Array(9), 3).values, [0, 0, 0])).toBe(0);
  });

  it("reads only the lower triangle", () => {
    const d = 6;
    const full = randomPositive(d, 3);
    const lower = full.map((v, at) => (at % d <= Math.floor(at / d) ? v : Number.NaN));
    expect(largestGap(symmetricEigen(lower, d).values, symmetricEigen(full, d).values)).toBe(0);
  });

  it("keeps accuracy over a wide range of values", () => {
    const d = 30;
    const x = randomMatrix(d, d, 8).map((v, at) => v * 10 ** (-(at % d) / 3));
    const a = Float64Array.from({ length: d * d }, (_, at) => {
      const [i, j] = [Math.floor(at / d), at % d];
      let sum = 0;
      for (let r = 0; r < d; r++) sum += (x[r * d + i] ?? 0) * (x[r * d + j] ?? 0);
      return sum;
    });
    const { values, vectors } = symmetricEigen(a, d);
    expect(largestGap(rebuild(values, vectors, d), a)).toBeLessThan(1e-11 * (values[0] ?? 0));
  });
});
