import { describe, expect, it } from "vitest";
import { findSituation } from "../../content/situations.ts";
import { gapWord, pairGap } from "./pair-gap.ts";
import { pairRows, pairsSentence } from "./pair-rows.ts";
import { specAt } from "./survey-place.ts";
import { testPoints } from "./testing/points.ts";

const DOSES = 5;
/** The mild sentence at the doses in another order, so that random directions differ a little. */
const mild = [...testPoints({ afraid: [0, 0, 0, 0, 0] }, DOSES + 1)].slice(1);

describe("pairGap", () => {
  it("is the mean distance at equal numbers, against that of random directions", () => {
    const grave = testPoints({ afraid: [2, 2, 2, 2, 7] }, DOSES);
    const { gap, widths } = pairGap(grave, mild, "afraid", 1);
    expect(gap).toBeCloseTo(3, 5);
    expect(widths).toBeGreaterThan(1);
    expect(gapWord({ gap, widths }, "up")).toBe("the meaning counts");
    expect(gapWord({ gap, widths }, "down")).toBe("the other way");
  });

  it("calls a small distance chance", () => {
    const grave = testPoints({ afraid: [0, 0.01, 0, 0, 0] }, DOSES);
    const gap = pairGap(grave, mild, "afraid", 1);
    expect(gapWord(gap, "up")).toBe("no further than chance");
  });

  it("has no number while a point is missing", () => {
    const gap = pairGap([null, ...mild.slice(1)], mild, "afraid", 1);
    expect(gap.gap).toBeNaN();
    expect(gapWord(gap, "up")).toBe("not read yet");
  });
});

describe("pairRows", () => {
  const situation = findSituation("pair-fever");
  if (situation === undefined) throw new Error("the content has no such pair");

  it("has a row for every expectation, read or not", () => {
    const unread = pairRows([situation], [], () => 1);
    expect(unread.map(({ word }) => word)).toEqual(["not read yet", "not read yet"]);
    expect(pairsSentence(unread)).toMatch(/Choose one/);
    const points = testPoints({ afraid: [4, 4, 4, 4, 4] }, DOSES);
    const read = pairRows(
      [situation],
      [{ situation, spec: specAt(situation, "usual"), points, controls: mild }],
      () => 1,
    );
    expect(read.map(({ word }) => word)).toEqual(["the meaning counts", "no further than chance"]);
    expect(pairsSentence(read)).toMatch(/1 of 2 readings/);
  });
});
