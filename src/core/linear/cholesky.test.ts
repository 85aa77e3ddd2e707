import { describe, expect, it } from "vitest";
import { largestGap, randomMatrix, randomPositive } from "../testing/matrices.ts";
import { choleskyFactor, choleskySolve } from "./cholesky.ts";

describe("Cholesky", () => {
  it("factors and solves random systems", () => {
    for (const d of [1, 2, 7, 40]) {
      const a = randomPositive(d, d);
      const factor = choleskyFactor(a, d);
      const product = a.map((_, at) => {
        const [i, j] = [Math.floor(at / d), at % d];
        let sum = 0;
        for (let k = 0; k < d; k++) sum += (factor[i * d + k] ?? 0) * (factor[j * d + k] ?? 0);
        return sum;
      });
      expect(largestGap(product, a)).toBeLessThan(1e-9);

      const x = randomMatrix(1, d, 100 + d);
      const b = x.map((_, i) => {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += (a[i * d + j] ?? 0) * (x[j] ?? 0);
        return sum;
      });
      expect(largestGap(choleskySolve(factor, b), x)).toBeLessThan(1e-8);
    }
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(() => choleskyFactor(Float64Array.from([1, 0, 2, 1]), 2)).toThrow(/row 1/);
    expect(() => choleskyFactor(Float64Array.from([Number.NaN]), 1)).toThrow(RangeError);
  });
});
