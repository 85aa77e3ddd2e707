import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadLogits, logSoftmaxAt, logSumExp } from "./log-softmax.ts";

describe("logSoftmaxAt", () => {
  it("agrees with logarithms of shares", () => {
    const shares = [0.5, 0.25, 0.125, 0.125];
    const logits = shares.map((p) => Math.log(p) + 3);
    for (const [i, p] of shares.entries()) {
      expect(logSoftmaxAt(logits, i)).toBeCloseTo(Math.log(p), 12);
    }
  });

  it("stays finite for huge and tiny logits", () => {
    expect(logSoftmaxAt([1e4, 0], 1)).toBeCloseTo(-1e4, 6);
    expect(logSoftmaxAt([-1e4, -1e4], 0)).toBeCloseTo(-Math.log(2), 12);
    expect(logSoftmaxAt([-Infinity, 2], 0)).toBe(-Infinity);
  });

  it("sums to one", () => {
    const logits = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(logits, (values) => {
        const total = values.reduce((sum, _, id) => sum + Math.exp(logSoftmaxAt(values, id)), 0);
        expect(total).toBeCloseTo(1, 9);
      }),
    );
  });

  it("says so where there is no distribution", () => {
    expect(() => logSoftmaxAt([0, Number.NaN], 0)).toThrow(BadLogits);
    expect(() => logSumExp([-Infinity, -Infinity])).toThrow(BadLogits);
    expect(() => logSumExp([])).toThrow(BadLogits);
    expect(() => logSoftmaxAt([0, 1], 2)).toThrow(RangeError);
  });
});
