import { describe, expect, it } from "vitest";
import { RunningSpread } from "./running-spread.ts";
import { mean, quantile, standardDeviation } from "./summary.ts";

describe("summaries", () => {
  it("know the usual numbers", () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(standardDeviation([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7, 12);
    expect(quantile([1, 2], 1)).toBe(2);
  });

  it("are NaN where there is nothing to say", () => {
    expect(mean([])).toBeNaN();
    expect(standardDeviation([1])).toBeNaN();
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([1, Number.NaN], 0.5)).toBeNaN();
  });
});

describe("RunningSpread", () => {
  it("agrees with the definition, also far from zero", () => {
    const rows = [1, 5, 2, 8].map((v, i) => [1e6 + v, i]);
    const spread = new RunningSpread(2);
    for (const row of rows) spread.add([99, ...row], 1);
    const middle = mean(rows.map((r) => r[0] ?? 0));
    const variance = mean(rows.map((r) => ((r[0] ?? 0) - middle) ** 2));
    expect(spread.count).toBe(4);
    expect(spread.means()[0]).toBeCloseTo(middle, 6);
    expect(spread.deviations()[0]).toBeCloseTo(Math.sqrt(variance), 6);
    expect(spread.deviations()[1]).toBeCloseTo(Math.sqrt(1.25), 12);
    expect(new RunningSpread(1).deviations()[0]).toBeNaN();
  });
});
