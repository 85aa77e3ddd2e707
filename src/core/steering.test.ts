import { describe, expect, it } from "vitest";
import { describeTerms, isNeutral, type SteeringPlan, steeringVector } from "./steering.ts";
import { testVectors } from "./testing/vectors.ts";
import { emotionVector } from "./vectors-access.ts";

const vectors = testVectors(4, 64);
const plan: SteeringPlan = {
  terms: [
    { emotion: "afraid", alpha: 0.35 },
    { emotion: "calm", alpha: -0.1 },
  ],
  layer: 2,
  where: "reply",
};
const length = (v: Float32Array | null) => Math.hypot(...(v ?? []));

describe("steeringVector", () => {
  it("adds each direction in shares of the residual norm at its layer", () => {
    const { layer, vector } = steeringVector(plan, vectors, "text");
    const afraid = emotionVector(vectors, "text", 2, "afraid");
    const calm = emotionVector(vectors, "text", 2, "calm");
    expect(layer).toBe(2);
    const norm = vectors.manifest.residualNorm[2] ?? 0;
    for (let i = 0; i < 64; i++) {
      const expected = norm * (0.35 * (afraid[i] ?? 0) - 0.1 * (calm[i] ?? 0));
      expect(vector?.[i]).toBeCloseTo(expected, 5);
    }
  });

  it("has the length α · norm for one emotion", () => {
    const one = { ...plan, terms: [{ emotion: "proud", alpha: 0.2 }] as const };
    expect(length(steeringVector(one, vectors, "reply").vector)).toBeCloseTo(0.2 * 12, 5);
  });

  it("is null where nothing is left to write", () => {
    const terms = [
      { emotion: "sad", alpha: 0.2 },
      { emotion: "sad", alpha: -0.2 },
      { emotion: "calm", alpha: 0 },
    ] as const;
    expect(steeringVector({ ...plan, terms }, vectors, "text").vector).toBeNull();
    expect(steeringVector({ ...plan, terms: [] }, vectors, "text").vector).toBeNull();
    expect(isNeutral({ terms })).toBe(true);
    expect(isNeutral(plan)).toBe(false);
  });

  it("gives the random control the same norm and another direction", () => {
    const real = steeringVector(plan, vectors, "text").vector;
    const random = steeringVector({ ...plan, randomSeed: 5 }, vectors, "text").vector;
    expect(length(random)).toBeCloseTo(length(real), 4);
    const dot = [...(real ?? [])].reduce((s, v, i) => s + v * (random?.[i] ?? 0), 0);
    expect(Math.abs(dot) / length(real) ** 2).toBeLessThan(0.5);
    expect(steeringVector({ ...plan, randomSeed: 5 }, vectors, "text").vector).toEqual(random);
    expect(steeringVector({ ...plan, randomSeed: 6 }, vectors, "text").vector).not.toEqual(random);
  });

  it("turns the random direction round where asked, and only there", () => {
    const at = (alpha: number, reversed: boolean) =>
      steeringVector(
        { ...plan, terms: [{ emotion: "sad", alpha }], randomSeed: 5, randomReversed: reversed },
        vectors,
        "text",
      ).vector;
    expect(at(-0.3, false)).toEqual(at(0.3, false));
    expect(at(-0.3, true)).toEqual(at(0.3, false)?.map((v) => -v));
  });

  it("refuses a layer or a strength that makes no sense", () => {
    expect(() => steeringVector({ ...plan, layer: 4 }, vectors, "text")).toThrow(/layer 4/);
    expect(() => steeringVector({ ...plan, layer: 1.5 }, vectors, "text")).toThrow(RangeError);
    const terms = [{ emotion: "sad", alpha: Number.NaN }] as const;
    expect(() => steeringVector({ ...plan, terms }, vectors, "text")).toThrow(/sad/);
  });
});

describe("words", () => {
  it("name each term with a true minus", () => {
    expect(describeTerms(plan.terms)).toBe("afraid +0.35, calm −0.10");
    expect(describeTerms([])).toBe("no steering");
  });
});
