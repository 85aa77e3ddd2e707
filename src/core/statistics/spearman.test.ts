import { describe, expect, it } from "vitest";
import fixture from "./fixture.json";
import { EXACT_UP_TO, spearmanP } from "./permutation.ts";
import { midRanks, spearman } from "./spearman.ts";
import { mean, quantile, standardDeviation } from "./summary.ts";

describe("agreement with SciPy and NumPy (tools/reference/statistics_fixture.py)", () => {
  it("in ranks and ρ", () => {
    for (const { x, y, ranks, rho } of fixture.correlations) {
      expect(midRanks(y)).toEqual(ranks);
      expect(spearman(x, y)).toBeCloseTo(rho, 10);
    }
  });

  it("in p, exact for short lists and sampled for long ones", () => {
    expect(fixture.correlations.some(({ x }) => x.length > EXACT_UP_TO)).toBe(true);
    for (const { x, y, exactP, sampledP } of fixture.correlations) {
      const p = spearmanP(x, y);
      if (exactP !== undefined) expect(p).toBeCloseTo(exactP, 12);
      // Two samples of 10,000 and 20,000 orders: three standard errors at p = 0.5 are 0.02.
      if (sampledP !== undefined) expect(Math.abs(p - sampledP)).toBeLessThan(0.02);
    }
  });

  it("in means, spreads and quantiles", () => {
    for (const { values, mean: m, sd, quantiles } of fixture.summaries) {
      expect(mean(values)).toBeCloseTo(m, 12);
      expect(standardDeviation(values)).toBeCloseTo(sd, 12);
      for (const [share, value] of Object.entries(quantiles)) {
        expect(quantile(values, Number(share))).toBeCloseTo(value, 12);
      }
    }
  });
});

describe("spearman", () => {
  it("says nothing where nothing varies or something is missing", () => {
    expect(spearman([1, 2, 3], [4, 4, 4])).toBeNaN();
    expect(spearman([1], [1])).toBeNaN();
    expect(spearman([], [])).toBeNaN();
    expect(spearman([1, 2], [1, Number.NaN])).toBeNaN();
    expect(spearmanP([1, 2, 3], [4, 4, 4])).toBeNaN();
    expect(() => spearman([1, 2], [1])).toThrow(RangeError);
  });
});

describe("spearmanP", () => {
  it("counts both directions: 2 of 6! orders are as strong as a perfect one", () => {
    expect(spearmanP([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1])).toBeCloseTo(2 / 720, 12);
    expect(spearmanP([1, 2], [1, 2])).toBe(1);
  });

  it("is never 0, and repeats for a seed", () => {
    const x = Array.from({ length: 30 }, (_, i) => i);
    expect(spearmanP(x, x, { draws: 99 })).toBe(0.01);
    const y = x.map((v) => (v * 7) % 11);
    expect(spearmanP(x, y, { seed: 5 })).toBe(spearmanP(x, y, { seed: 5 }));
  });
});
