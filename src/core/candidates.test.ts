import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesInOrder, firstCandidates, largest } from "./candidates.ts";

// Few distinct values, so that ties are common.
const values = fc
  .array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 })
  .map((v) => Float32Array.from(v));

const sorted = (v: Float32Array) =>
  Array.from(v.keys()).sort((a, b) => (v[b] ?? 0) - (v[a] ?? 0) || a - b);

describe("candidates", () => {
  it("come in the order of a full sort", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 70 }), (v, count) => {
        expect([...firstCandidates(v, count)]).toEqual(sorted(v).slice(0, count));
        expect([...candidatesInOrder(v)]).toEqual(sorted(v));
        expect(largest(v)).toBe(sorted(v)[0]);
      }),
    );
  });

  it("count −∞ as last", () => {
    const v = Float32Array.from([-Infinity, 1, -Infinity]);
    expect([...firstCandidates(v, 2)]).toEqual([1, 0]);
  });

  it("refuse an empty vocabulary", () => {
    expect(() => largest(new Float32Array(0))).toThrow(RangeError);
  });
});
