import { describe, expect, it } from "vitest";
import { Comparison } from "./comparison.ts";
import { coarseDivergence, divergence } from "./divergence.ts";

const P = [0.5, 0.25, 0.25].map(Math.log);

describe("divergence", () => {
  it("is zero for the same probabilities, whatever is added to all logits", () => {
    const same = divergence(
      P,
      P.map((log) => log + 7),
    );
    expect(same.nats).toBeCloseTo(0, 12);
    expect(same.agrees).toBe(true);
  });

  it("is Σ p log(p / q)", () => {
    const q = [0.25, 0.5, 0.25];
    const { nats, agrees } = divergence(P, q.map(Math.log));
    expect(nats).toBeCloseTo(0.5 * Math.log(2) + 0.25 * Math.log(0.5), 12);
    expect(agrees).toBe(false);
    expect(() => divergence(P, [0])).toThrow(RangeError);
  });
});

describe("coarseDivergence", () => {
  it("takes what is not told as one event, and never exceeds the divergence", () => {
    const q = [0.5, 0.4, 0.1].map(Math.log);
    const { nats, agrees } = coarseDivergence(P, new Map([[0, Math.log(0.5)]]));
    expect(nats).toBeCloseTo(0, 12);
    expect(agrees).toBe(true);
    const whole = divergence(P, q).nats;
    expect(coarseDivergence(P, new Map(q.map((log, i) => [i, log]))).nats).toBeCloseTo(whole, 12);
    expect(() => coarseDivergence(P, new Map([[9, 0]]))).toThrow(RangeError);
  });
});

describe("Comparison", () => {
  const reference = {
    ids: [1, 2, 3],
    rows: [0, 2],
    prefixes: ["a", "abc"],
    logProbabilities: Float32Array.from([...P, ...P]),
  };

  it("takes the positions that the reference has, and wants them all", () => {
    const compared = new Comparison(reference);
    compared.logits(0, P);
    compared.logits(1, [9, 9, 9]);
    expect(() => compared.result()).toThrow(RangeError);
    compared.logits(2, [0, 1, 0]);
    const { agreement, positions, lowerBound } = compared.result();
    expect([agreement, positions, lowerBound]).toEqual([0.5, 2, false]);
  });
});
