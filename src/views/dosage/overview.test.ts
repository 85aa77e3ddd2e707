import { describe, expect, it } from "vitest";
import { SITUATIONS, type Situation } from "../../content/situations.ts";
import type { Emotion } from "../../core/emotions.ts";
import {
  layerKey,
  layerRanges,
  layersFollowed,
  layersSentence,
  overviewRows,
  overviewSentence,
  sortedRows,
} from "./overview.ts";
import type { SurveyResult } from "./survey.ts";
import { specAt } from "./survey-place.ts";
import { testPoints } from "./testing/points.ts";

/** Every expectation met, except those of the situations named. */
function results(except: readonly string[] = []): readonly SurveyResult[] {
  return SITUATIONS.map((situation) => {
    const { doses, expected, id } = situation;
    const curves: Partial<Record<Emotion, number[]>> = {};
    for (const { emotion, direction } of expected) {
      curves[emotion] = doses.map((_, at) => (direction === "up" ? at : -at));
    }
    const flat = testPoints({}, doses.length);
    const points = except.includes(id) ? flat : testPoints(curves, doses.length);
    return { situation, spec: specAt(situation, "mean"), points, controls: flat };
  });
}

const layerOf = () => 1;

const total = (by: Situation["expectedBy"]) =>
  SITUATIONS.filter(({ expectedBy }) => expectedBy === by).flatMap(({ expected }) => expected)
    .length;

describe("overview", () => {
  it("has a row for every situation and direction", () => {
    const all = results();
    const rows = overviewRows(all, layerOf, layersFollowed(all));
    expect(rows).toHaveLength(total("paper") + total("us"));
    expect(rows.every(({ summary }) => summary.verdict === "follows")).toBe(true);
    expect(rows.every(({ layers }) => layers?.join() === "1")).toBe(true);
    expect(overviewSentence(rows)).toBe(
      `This model follows ${total("paper")} of the paper’s ${total("paper")} directions in numbers (over the text, layer 1) and ${total("us")} of our ${total("us")} in words and pairs (over the text, layer 1).`,
    );
  });

  it("counts only what follows, and at which layers", () => {
    const some = results(["tylenol"]);
    const layers = layersFollowed(some);
    const tylenol = SITUATIONS.find(({ id }) => id === "tylenol");
    if (tylenol === undefined) throw new Error("the content has no Tylenol");
    expect(layers.get(layerKey(tylenol, "afraid"))).toEqual([]);
    const rows = overviewRows(some, layerOf, layers);
    expect(overviewSentence(rows)).toContain(`follows ${total("paper") - 2} of the paper’s`);
  });

  it("names what is followed at most layers", () => {
    const all = results();
    const rows = overviewRows(all, layerOf, layersFollowed(all));
    expect(layersSentence(rows)).toMatch(/: afraid in “A fire spreads” \(1 layer\), .* more\.$/);
    expect(layersSentence(overviewRows(all, layerOf, null))).toBe("");
    expect(layerRanges([3, 5, 6, 7, 12])).toBe("3, 5–7, 12");
  });

  it("names controls that do the same", () => {
    const copied = results().map((one) => ({ ...one, controls: one.points }));
    const rows = overviewRows(copied, layerOf, null);
    expect(overviewSentence(rows)).toMatch(/follows 0 of .* In \d+ more the control does/);
  });

  it("sorts by any column and keeps what has no number at the end", () => {
    const some = results(["fire"]);
    const rows = overviewRows(some, layerOf, layersFollowed(some));
    const flat = sortedRows(rows, { column: "rho", descending: true });
    expect(flat.at(-1)?.situation.id).toBe("fire");
    expect(sortedRows(rows, { column: "rho", descending: false }).at(-1)?.situation.id).toBe(
      "fire",
    );
    const titles = sortedRows(rows, { column: "situation", descending: false }).map(
      ({ situation }) => situation.title,
    );
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, "en")));
    expect(sortedRows(rows, { column: "verdict", descending: true })[0]?.summary.verdict).toBe(
      "follows",
    );
  });
});
