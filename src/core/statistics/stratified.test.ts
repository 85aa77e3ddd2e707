import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { slopeP } from "./slope.ts";
import { meanRiseP } from "./stratified.ts";

const doses = [1, 2, 3, 4, 5, 6];

describe("meanRiseP", () => {
  it("is the test of a slope over ranks where there is one series", () => {
    const values = [0.2, 0.1, 0.9, 0.4, 1.3, 0.8];
    expect(Math.abs(meanRiseP([{ doses, values }]) - slopeP(doses, values))).toBeLessThan(0.02);
  });

  it("finds what series show together and none shows alone, whatever their levels", () => {
    const values = [0, 3, 1, 4, 2, 5];
    const series = [0, 100, -7, 30].map((level) => ({
      doses,
      values: values.map((value) => value + level),
    }));
    expect(meanRiseP(series.slice(0, 1))).toBeGreaterThan(0.05);
    expect(meanRiseP(series)).toBeLessThan(0.01);
  });

  it("rejects rarely where nothing is", () => {
    const random = createRandom(4);
    const found = Array.from({ length: 100 }, () =>
      meanRiseP(
        Array.from({ length: 4 }, () => ({ doses, values: doses.map(() => random.normal()) })),
        { draws: 199 },
      ),
    ).filter((p) => p < 0.05).length;
    expect(found).toBeLessThanOrEqual(11);
  });

  it("says nothing without series or without doses that vary", () => {
    expect(meanRiseP([])).toBeNaN();
    expect(meanRiseP([{ doses: [2, 2], values: [1, 5] }])).toBeNaN();
  });
});
