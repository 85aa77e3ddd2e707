import { describe, expect, it } from "vitest";
import { emotionIndex } from "../core/emotions.ts";
import { COLUMNS } from "../core/vectors-access.ts";
import {
  type DoseStatistics,
  doseBand,
  doseValues,
  doseVerdict,
  summariseDoses,
} from "./dose-summary.ts";
import { doseHeadline, doseSentence, meetsExpectation, pText, signedNumber } from "./dose-words.ts";
import type { DosePoint } from "./runs.ts";

/** Points at which afraid reads `values` and the random directions wobble by up to `noise`. */
function points(values: readonly number[], noise = 0.2): readonly DosePoint[] {
  return values.map((value, dose) => {
    const z = new Float32Array(2 * COLUMNS);
    z[COLUMNS + emotionIndex("afraid")] = value;
    for (let at = 24; at < COLUMNS; at++) z[COLUMNS + at] = noise * Math.sin(at * 5 + dose * at);
    return { z, tokens: 9 };
  });
}

const doses = ["1", "2", "4", "8", "16", "32"];
const expected = [{ emotion: "afraid", direction: "up" }] as const;
const run = (values: readonly number[], control: readonly number[] | null, noise?: number) => ({
  doses,
  points: points(values, noise),
  controls: control === null ? doses.map(() => null) : points(control, noise),
  expected,
});
const climb = [0, 1, 2, 3, 4, 5];
const flat = [0.1, 0, 0.1, 0, 0.1, 0];

describe("summariseDoses", () => {
  it("reads the curve, the band and the numbers", () => {
    expect(doseValues(points(climb), "afraid", 1)).toEqual(climb);
    expect(doseValues([null], "afraid", 1)).toEqual([Number.NaN]);
    const band = doseBand([...points(climb), null], 1);
    expect(band.low[0]).toBeLessThan(band.high[0] ?? 0);
    expect(band.low[6]).toBeNaN();
    const { curve, verdict, expected: way } = summariseDoses(run(climb, flat), "afraid", 1);
    expect(curve.rho).toBe(1);
    expect(curve.p).toBeCloseTo(2 / 720, 6);
    expect(curve.rise).toBeCloseTo(5, 6);
    expect(curve.effect).toBeGreaterThan(3);
    expect([verdict, way]).toEqual(["follows", "up"]);
  });

  it("says what kind of curve it is", () => {
    const verdict = (...args: Parameters<typeof run>) =>
      summariseDoses(run(...args), "afraid", 1).verdict;
    expect(verdict(climb, climb)).toBe("control-too");
    expect(
      verdict(
        climb,
        climb.map((value) => -value),
      ),
    ).toBe("follows");
    expect(verdict(climb, null)).toBe("no-control");
    expect(verdict(climb, flat, 50)).toBe("small");
    expect(verdict([0, 3, 1, 4, 0, 2], flat)).toBe("does-not-follow");
    expect(verdict([0, 3, 1, 4, 3, 5], flat)).toBe("unsettled");
    expect(verdict([1, 1, 1, 1, 1, 1], flat)).toBe("does-not-follow");
    expect(summariseDoses({ ...run(climb, flat), points: [null] }, "afraid", 1).verdict).toBe(
      "waiting",
    );
    expect(doseVerdict(4, { rho: 1, p: 0.01 } as DoseStatistics, null)).toBe("too-few");
  });
});

describe("words", () => {
  const say = (...args: Parameters<typeof run>) =>
    doseSentence(summariseDoses(run(...args), "afraid", 1));

  it("come from the numbers", () => {
    expect(say(climb, flat)).toMatch(
      /^Afraid rises with the dose by 5\.00 σ, \d+\.\d band widths \(ρ \+1\.00, p = \.003\); the control moves it by [−+]?0\.\d\d σ\.$/,
    );
    expect(say(climb, climb)).toContain("the words or numbers alone can draw this curve");
    expect(say(climb, null)).toContain("Without a control");
    expect(say(climb, flat, 50)).toContain("but only by 5.00 σ");
    expect(say([0, 3, 1, 4, 0, 2], flat)).toMatch(
      /^Afraid does not follow the dose \(ρ [+−]0\.\d\d, p = \.\d+\)\.$/,
    );
    expect(say([0, 3, 1, 4, 3, 5], flat)).toContain("tends to rise, but 6 doses cannot settle it");
    expect(say([1, 1, 1, 1, 1, 1], flat)).toBe("Afraid does not move with the dose.");
    expect(
      say(
        climb.map((value) => -value),
        flat,
      ),
    ).toContain("against what was expected (up)");
  });

  it("the headline counts what was expected", () => {
    const good = summariseDoses(run(climb, flat), "afraid", 1);
    const bad = { ...summariseDoses(run(flat, flat), "afraid", 1), emotion: "calm" } as const;
    expect(meetsExpectation(good)).toBe(true);
    expect(doseHeadline([good])).toBe("This model follows this dose as expected: afraid up.");
    expect(doseHeadline([good, bad])).toContain("in part: afraid up, but not calm up");
    expect(doseHeadline([bad])).toContain("does not clearly follow");
    expect(doseHeadline([{ ...good, expected: null }])).toBe("");
  });

  it("formats p and signs", () => {
    expect([pText(0.0001), pText(0.0169), pText(0.13), pText(1), pText(Number.NaN)]).toEqual([
      "p < .001",
      "p = .017",
      "p = .13",
      "p = 1",
      "p unknown",
    ]);
    expect([signedNumber(-0.5), signedNumber(0.5), signedNumber(-0.001)]).toEqual([
      "−0.50",
      "+0.50",
      "0.00",
    ]);
  });
});
