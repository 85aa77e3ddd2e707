import { describe, expect, it } from "vitest";
import { cosine, dot, norm, unit } from "./dot.ts";

describe("dot", () => {
  it("takes any length and place", () => {
    const a = Float64Array.from([1, 2, 3, 4, 5, 6, 7]);
    const b = Float32Array.from([7, 6, 5, 4, 3, 2, 1]);
    for (let n = 0; n <= 7; n++) {
      const expected = [...a.slice(0, n)].reduce((s, v, i) => s + v * (b[i] ?? 0), 0);
      expect(dot(a, b, n)).toBe(expected);
    }
    expect(dot(a, b, 3, 4, 1)).toBe(5 * 6 + 6 * 5 + 7 * 4);
  });
});

describe("lengths and angles", () => {
  it("are those of geometry", () => {
    expect(norm(Float64Array.from([3, 4]))).toBe(5);
    expect([...unit(Float64Array.from([3, 4]))]).toEqual([0.6, 0.8]);
    expect(cosine(Float64Array.from([1, 0]), Float64Array.from([1, 1]))).toBeCloseTo(Math.SQRT1_2);
    expect(cosine(Float64Array.from([1, 2]), Float64Array.from([-2, -4]))).toBe(-1);
    expect(cosine(Float64Array.from([0, 0]), Float64Array.from([1, 1]))).toBeNaN();
    expect(() => unit(new Float64Array(3))).toThrow(RangeError);
  });
});
