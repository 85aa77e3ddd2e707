import { describe, expect, it } from "vitest";
import { directionEnds, directionOf, leaning, towards } from "./direction-words.ts";
import { addable, added, turned, withTerms } from "./term-edits.ts";

describe("directions in words", () => {
  it("names the ends of an axis and of one emotion", () => {
    expect(directionEnds("afraid-calm")).toEqual({ low: "calm", high: "afraid" });
    expect(directionEnds("proud")).toEqual({ low: "less proud", high: "proud" });
  });

  it("says which way a change goes, and never that anything feels", () => {
    expect(towards("happy-sad", 1)).toBe("towards happy");
    expect(towards("happy-sad", -1)).toBe("towards sad");
    expect(towards("proud", -1)).toBe("away from proud");
    expect(leaning("afraid-calm", 2.4)).toBe("leans towards afraid");
    expect(leaning("afraid-calm", 0.2)).toBe("reads like ordinary text");
    expect(leaning("afraid-calm", Number.NaN)).toBe("not read yet");
  });

  it("finds the direction that shows the strongest term, of either sign", () => {
    expect(directionOf([])).toBeNull();
    expect(directionOf([{ emotion: "afraid", alpha: 0.35 }])).toBe("afraid-calm");
    expect(
      directionOf([
        { emotion: "happy", alpha: 0.1 },
        { emotion: "proud", alpha: -0.3 },
      ]),
    ).toBe("proud");
  });
});

describe("changes of the sliders", () => {
  const afraid = [{ emotion: "afraid", alpha: 0.35 }] as const;

  it("lets the colours follow the terms", () => {
    const both = turned(added(afraid, "sad"), "sad", 0.5);
    expect(withTerms({ terms: afraid, direction: "afraid-calm" }, both)).toEqual({
      terms: both,
      direction: "happy-sad",
    });
    expect(withTerms({ terms: afraid, direction: "afraid-calm" }, []).direction).toBe(
      "afraid-calm",
    );
  });

  it("keeps a direction that the user picked", () => {
    const terms = turned(afraid, "afraid", -0.2);
    expect(withTerms({ terms: afraid, direction: "proud" }, terms).direction).toBe("proud");
  });

  it("adds each emotion once, and no fourth", () => {
    expect(added(afraid, "afraid")).toBe(afraid);
    const three = added(added(afraid, "sad"), "calm");
    expect(three.map(({ alpha }) => alpha)).toEqual([0.35, 0, 0]);
    expect(added(three, "proud")).toBe(three);
    expect(addable(three)).toHaveLength(21);
  });
});
