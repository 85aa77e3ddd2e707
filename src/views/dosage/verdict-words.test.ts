import { describe, expect, it } from "vitest";
import { type DoseSummary, summariseDoses } from "../../state/dose-summary.ts";
import { testPoints } from "./testing/points.ts";
import { runVerdict, verdictRank, verdictTone, verdictWord } from "./verdict-words.ts";

const CLIMB = [0, 1, 2, 3, 4, 5];
const FLAT = [0.1, 0, 0.1, 0, 0.1, 0];

function summary(
  values: readonly number[],
  control: readonly number[],
  direction: "up" | "down" | null,
): DoseSummary {
  return summariseDoses(
    {
      doses: ["1", "2", "4", "8", "16", "32"].slice(0, values.length),
      points: testPoints({ afraid: values }, values.length),
      controls: testPoints({ afraid: control }, values.length),
      expected: direction === null ? [] : [{ emotion: "afraid", direction }],
    },
    "afraid",
    1,
  );
}

describe("verdict in words", () => {
  it("says follows, and against what was expected", () => {
    expect(verdictWord(summary(CLIMB, FLAT, "up"))).toBe("follows");
    expect(verdictWord(summary(CLIMB, FLAT, null))).toBe("follows");
    expect(verdictWord(summary(CLIMB, FLAT, "down"))).toBe("follows, the other way");
    expect(verdictTone(summary(CLIMB, FLAT, "down"))).toBe("no");
    expect(verdictTone(summary(CLIMB, FLAT, "up"))).toBe("yes");
  });

  it("names the control and what does not follow", () => {
    expect(verdictWord(summary(CLIMB, CLIMB, "up"))).toBe("the control does the same");
    expect(verdictWord(summary(FLAT, FLAT, "up"))).toBe("does not follow");
    expect(verdictTone(summary([1, 2], [0, 0], "up"))).toBe("open");
  });

  it("sums a run up for large type", () => {
    const up = summary(CLIMB, FLAT, "up");
    const still = { ...summary(FLAT, FLAT, "down"), emotion: "calm" } as const;
    expect(runVerdict([up])).toBe("Follows: afraid rises");
    expect(runVerdict([up, still])).toBe("Follows in part: afraid rises");
    expect(runVerdict([still])).toBe("Does not follow");
    expect(runVerdict([summary(CLIMB, FLAT, "down")])).toBe("Goes the other way: afraid rises");
    expect(runVerdict([summary(CLIMB, FLAT, null)])).toBe("Follows: afraid rises");
    expect(runVerdict([summary([1, 2], [0, 0], "up")])).toBe("Not settled");
    expect(runVerdict([{ ...up, verdict: "waiting" }])).toBe("Being read");
  });

  it("ranks what follows as expected above all else", () => {
    const met = verdictRank(summary(CLIMB, FLAT, "up"));
    expect(met).toBeGreaterThan(verdictRank(summary(CLIMB, CLIMB, "up")));
    expect(met).toBeGreaterThan(verdictRank(summary(CLIMB, FLAT, "down")));
  });
});
