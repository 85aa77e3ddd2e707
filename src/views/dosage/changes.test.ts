import { describe, expect, it } from "vitest";
import { changeBand, changesFrom, lowestDose } from "./changes.ts";
import { testPoints } from "./testing/points.ts";

describe("changes", () => {
  it("start at the lowest number, and at the first of doses in words", () => {
    expect(lowestDose(["8", "2", "4"])).toBe(1);
    expect(lowestDose(["a little", "much"])).toBe(0);
    expect(lowestDose([])).toBe(0);
  });

  it("are zero at their start and unknown before it is read", () => {
    expect(changesFrom([3, 1, 2], 1)).toEqual([2, 0, 1]);
    expect(changesFrom([3, Number.NaN], 1).every(Number.isNaN)).toBe(true);
  });

  it("have a band of the random directions' own changes", () => {
    const points = testPoints({}, 4);
    const { low, high } = changeBand(points, 1, 0);
    expect([low[0], high[0]]).toEqual([0, 0]);
    expect(low[2]).toBeLessThan(0);
    expect(high[2]).toBeGreaterThan(0);
    const moved = points.map((point) =>
      point === null ? null : { ...point, z: point.z.map((value) => value + 5) },
    );
    // A level that all directions share is no change.
    expect(changeBand(moved, 1, 0).high[2]).toBeCloseTo(high[2] ?? 0, 4);
  });

  it("have no band where a point is missing", () => {
    const [, ...rest] = testPoints({}, 3);
    expect(changeBand([null, ...rest], 1, 0).low.every(Number.isNaN)).toBe(true);
  });
});
