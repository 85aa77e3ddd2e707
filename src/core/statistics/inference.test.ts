import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrap, bootstrapDifference, bootstrapTwo, type Interval } from "./bootstrap.ts";
import { cohensD, hedgesG, pairedEffect } from "./effect-size.ts";
import fixture from "./fixture.json";
import { holm } from "./holm.ts";
import { signFlipP, twoSampleP } from "./permutation-tests.ts";
import { rateDifference, wilson } from "./rates.ts";
import { rocArea, rocAreaInterval, rocCurve } from "./roc.ts";
import { slope, slopeInterval, slopeP } from "./slope.ts";
import { mean } from "./summary.ts";

const numbers = (minLength: number) =>
  fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength, maxLength: 20 });

describe("agreement with SciPy and NumPy (tools/reference/statistics_fixture.py)", () => {
  it("in intervals and tests of one sample", () => {
    for (const { values, low, high, sd, effect, signP } of fixture.signTests) {
      // Two samples of thousands of resamples: the ends scatter by a few hundredths of a spread.
      const found = bootstrap(values, mean, { resamples: 20_000 });
      const near = (0.06 * sd) / Math.sqrt(values.length);
      expect(Math.abs(found.low - low)).toBeLessThan(near);
      expect(Math.abs(found.high - high)).toBeLessThan(near);
      expect(pairedEffect(values)).toBeCloseTo(effect, 12);
      if (signP !== null) expect(signFlipP(values)).toBeCloseTo(signP, 12);
    }
    expect(fixture.signTests.filter(({ signP }) => signP !== null)).toHaveLength(2);
  });

  it("in those of two", () => {
    for (const { a, b, p, low, high, d, g } of fixture.twoSamples) {
      expect(Math.abs(twoSampleP(a, b) - p)).toBeLessThan(0.02);
      const found = bootstrapDifference(a, b, { resamples: 20_000 });
      expect(Math.abs(found.low - low)).toBeLessThan(0.05);
      expect(Math.abs(found.high - high)).toBeLessThan(0.05);
      expect(cohensD(a, b)).toBeCloseTo(d, 12);
      expect(hedgesG(a, b)).toBeCloseTo(g, 12);
    }
  });

  it("in slopes, rates, areas and corrections", () => {
    for (const { x, y, slope: steep, p } of fixture.slopes) {
      expect(slope(x, y)).toBeCloseTo(steep, 12);
      expect(Math.abs(slopeP(x, y) - p)).toBeLessThan(0.03);
    }
    for (const { hits, trials, low, high } of fixture.rates) {
      expect(wilson(hits, trials).low).toBeCloseTo(low, 8);
      expect(wilson(hits, trials).high).toBeCloseTo(high, 8);
    }
    for (const { a, b, low, high } of fixture.rateDifferences) {
      expect(rateDifference(a, b).low).toBeCloseTo(low, 8);
      expect(rateDifference(a, b).high).toBeCloseTo(high, 8);
    }
    for (const { positives, negatives, area } of fixture.rocs) {
      expect(rocArea(positives, negatives)).toBeCloseTo(area, 12);
    }
    for (const { ps, corrected } of fixture.holms) {
      for (const [i, p] of holm(ps).entries()) expect(p).toBeCloseTo(corrected[i] ?? -1, 12);
    }
  });
});

describe("intervals of areas and slopes (SciPy, 5,000 resamples)", () => {
  // Ends of 5,000 resamples scatter by 1 to 2 % of the width each.
  const near = (ours: Interval, { low, high }: Interval) => {
    expect(Math.abs(ours.low - low)).toBeLessThan(0.05 * (high - low));
    expect(Math.abs(ours.high - high)).toBeLessThan(0.05 * (high - low));
  };

  it("agree", () => {
    const options = { resamples: 10_000 };
    for (const { positives, negatives, ...theirs } of fixture.areaIntervals) {
      near(rocAreaInterval(positives, negatives, options), theirs);
    }
    for (const { x, y, ...theirs } of fixture.slopeIntervals) {
      near(slopeInterval(x, y, options), theirs);
    }
  });

  it("hold the area and the slope, and repeat for a seed", () => {
    const [{ positives = [], negatives = [] } = {}] = fixture.areaIntervals;
    const area = rocAreaInterval(positives, negatives, { seed: 3, resamples: 300 });
    expect(area.low).toBeLessThan(rocArea(positives, negatives));
    expect(area.high).toBeGreaterThan(rocArea(positives, negatives));
    expect(rocAreaInterval(positives, negatives, { seed: 3, resamples: 300 })).toEqual(area);
    const [{ x = [], y = [] } = {}] = fixture.slopeIntervals;
    const steep = slopeInterval(x, y, { seed: 3, resamples: 300 });
    expect(steep.low).toBeLessThan(slope(x, y));
    expect(steep.high).toBeGreaterThan(slope(x, y));
    expect(slopeInterval(x, y, { seed: 3, resamples: 300 })).toEqual(steep);
  });

  it("leave out resamples of one dose alone, and refuse what can not be", () => {
    expect(slopeInterval([0, 1], [0, 3])).toEqual({ low: 3, high: 3 });
    expect(slopeInterval([1], [1]).low).toBeNaN();
    expect(() => slopeInterval([1, 2], [1])).toThrow(RangeError);
    expect(rocAreaInterval([1], [1, 2]).high).toBeNaN();
  });

  it("draw each of two samples with its own size", () => {
    const sizes = bootstrapTwo([1, 2, 3], ["a", "b"], (a, b) => 10 * a.length + b.length);
    expect(sizes).toEqual({ low: 32, high: 32 });
  });
});

describe("intervals", () => {
  it("hold the mean of a sample that varies, and repeat for a seed", () => {
    fc.assert(
      fc.property(numbers(3), (values) => {
        const { low, high } = bootstrap(values, mean, { resamples: 400 });
        expect(low).toBeLessThanOrEqual(mean(values) + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean(values) - 1e-9);
      }),
      { numRuns: 40, seed: 6 },
    );
    const values = [1.3, 4.1, 2.7, 8.9, 0.2, 5.5];
    const drawn = (seed: number) => bootstrap(values, mean, { seed, resamples: 49 });
    expect(drawn(9)).toEqual(drawn(9));
    expect(drawn(9)).not.toEqual(drawn(8));
  });

  it("say nothing of one item", () => {
    expect(bootstrap([1], mean)).toEqual({ low: Number.NaN, high: Number.NaN });
    expect(bootstrapDifference([1], [2, 3])).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  it("draw whole items anew: a cluster counts once however much it holds", () => {
    const clusters = [[1, 1, 1, 1], [2], [3]];
    const { high } = bootstrap(clusters, (drawn) => mean(drawn.map((one) => mean(one))));
    expect(high).toBeLessThanOrEqual(3);
    expect(high).toBeGreaterThan(2.5);
  });

  it("of a difference of rates turn round with the two (Newcombe's example: 56/70 against 48/80)", () => {
    const found = rateDifference({ hits: 56, trials: 70 }, { hits: 48, trials: 80 });
    expect(found.low).toBeCloseTo(0.0524, 4);
    expect(found.high).toBeCloseTo(0.3339, 4);
    const turned = rateDifference({ hits: 48, trials: 80 }, { hits: 56, trials: 70 });
    expect(turned.low).toBeCloseTo(-found.high, 12);
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(wilson(0, 0).low).toBeNaN();
    expect(rateDifference({ hits: 0, trials: 0 }, { hits: 1, trials: 2 }).low).toBeNaN();
  });

  it("of a rate hold the rate, and grow narrower with trials", () => {
    for (let trials = 1; trials <= 60; trials++) {
      for (let hits = 0; hits <= trials; hits++) {
        const { low, high } = wilson(hits, trials);
        expect(low >= 0 && low <= hits / trials && high >= hits / trials && high <= 1).toBe(true);
        const more = wilson(2 * hits, 2 * trials);
        expect(more.high - more.low).toBeLessThan(high - low);
      }
    }
  });
});

describe("permutation tests", () => {
  it("give a p in (0, 1] that does not depend on the sign", () => {
    fc.assert(
      fc.property(numbers(1), (values) => {
        const p = signFlipP(values, { draws: 199 });
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        const turned = values.map((value) => -value);
        expect(signFlipP(turned, { draws: 199 })).toBe(p);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("know the smallest p that n pairs can have", () => {
    expect(signFlipP([1, 2, 3, 4, 5, 6])).toBe(2 / 64);
    expect(signFlipP([])).toBeNaN();
    expect(signFlipP([1, Number.NaN])).toBeNaN();
    expect(twoSampleP([], [1])).toBeNaN();
    expect(twoSampleP([1, 1], [1, 1], { draws: 99 })).toBe(1);
  });
});

describe("slopeP", () => {
  it("is in (0, 1], the same for a line turned over, and repeats for a seed", () => {
    fc.assert(
      fc.property(numbers(3), (y) => {
        const x = y.map((_, place) => place);
        const p = slopeP(x, y, { draws: 99 });
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        const turned = y.map((value) => -value);
        expect(slopeP(x, turned, { draws: 99 })).toBe(p);
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(slopeP([1, 1, 1], [1, 2, 3])).toBeNaN();
  });
});

describe("rocCurve", () => {
  it("says nothing where there is nothing to rank", () => {
    expect(rocCurve([], [1])).toEqual([]);
    expect(rocCurve([1, Number.NaN], [0])).toEqual([]);
    expect(rocArea([Number.NaN, 1], [0, 2])).toBeNaN();
    expect(rocArea([], [1])).toBeNaN();
  });

  it("runs from nothing to everything, and its area is the trapezoid's", () => {
    fc.assert(
      fc.property(numbers(2), numbers(2), (positives, negatives) => {
        const curve = rocCurve(positives, negatives);
        expect(curve[0]).toMatchObject({ falsePositives: 0, truePositives: 0 });
        expect(curve.at(-1)).toMatchObject({ falsePositives: 1, truePositives: 1 });
        let area = 0;
        for (let i = 1; i < curve.length; i++) {
          const [a, b] = [curve[i - 1], curve[i]];
          if (!a || !b) continue;
          area += (b.falsePositives - a.falsePositives) * ((a.truePositives + b.truePositives) / 2);
        }
        expect(rocArea(positives, negatives)).toBeCloseTo(area, 9);
        expect(rocArea(negatives, positives)).toBeCloseTo(1 - area, 9);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe("holm", () => {
  it("keeps the order, never makes a p smaller, and passes over what was not tested", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (ps) => {
        const corrected = holm(ps);
        ps.forEach((p, i) => {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          ps.forEach((other, j) => {
            if (p < other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] as number);
          });
        });
      }),
      { seed: 4 },
    );
    expect(holm([0.02, Number.NaN])).toEqual([0.02, Number.NaN]);
  });
});

describe("effect sizes", () => {
  it("say nothing where nothing varies", () => {
    expect(hedgesG([1, 1], [1, 1])).toBeNaN();
    expect(pairedEffect([2, 2, 2])).toBeNaN();
    // 0.1 and 0.7 are no sums of powers of two: the spread of equal ones is rounding, not 0.
    expect(pairedEffect([0.1, 0.1, 0.1])).toBeNaN();
    expect(hedgesG(Array(7).fill(0.7), Array(3).fill(0.1))).toBeNaN();
    expect(cohensD([1], [2])).toBeNaN();
    expect(cohensD([], [1, 2, 3])).toBeNaN();
    expect(cohensD([1], [2, 4])).toBeCloseTo(-Math.SQRT2, 12);
    expect(slope([1, 1], [1, 2])).toBeNaN();
    expect(() => slope([1], [1, 2])).toThrow(RangeError);
  });
});
