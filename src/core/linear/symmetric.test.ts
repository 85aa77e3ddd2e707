import { describe, expect, it } from "vitest";
import { largestGap, randomMatrix, randomPositive } from "../testing/matrices.ts";
import { addOuterProducts, columnMeans, quadraticForm, trace } from "./symmetric.ts";

describe("columnMeans", () => {
  it("averages rows", () => {
    expect([...columnMeans(Float32Array.from([1, 10, 3, 20]), 2)]).toEqual([2, 15]);
    expect(() => columnMeans(new Float64Array(0), 2)).toThrow(RangeError);
    expect(() => columnMeans(new Float64Array(3), 2)).toThrow(RangeError);
  });
});

describe("addOuterProducts", () => {
  it("adds the lower triangle of XᵀX, for any number of rows", () => {
    const d = 5;
    for (const n of [1, 3, 4, 6, 9]) {
      const x = randomMatrix(n, d, n);
      const target = new Float64Array(d * d).fill(2);
      addOuterProducts(target, x, d, -0.5);
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          let sum = 0;
          for (let r = 0; r < n; r++) sum += (x[r * d + i] ?? 0) * (x[r * d + j] ?? 0);
          expect(target[i * d + j]).toBeCloseTo(j <= i ? 2 - 0.5 * sum : 2, 10);
        }
      }
    }
  });
});

describe("quadraticForm", () => {
  it("reads only the lower triangle", () => {
    const d = 7;
    const full = randomPositive(d, 1);
    const lower = full.map((v, at) => (at % d <= Math.floor(at / d) ? v : Number.NaN));
    const u = randomMatrix(1, d, 2);
    let expected = 0;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) expected += (u[i] ?? 0) * (full[i * d + j] ?? 0) * (u[j] ?? 0);
    }
    expect(largestGap([quadraticForm(lower, u)], [expected])).toBeLessThan(1e-9);
    expect(trace(Float64Array.from([1, 9, 9, 2]), 2)).toBe(3);
  });
});
