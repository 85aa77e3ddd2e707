import { describe, expect, it } from "vitest";
import { SITUATIONS } from "../../../content/situations.ts";
import { RECORDED_MODELS } from "../../../state/recorded/list.ts";
import { comparedSentence, comparedTable, inWords } from "./compared-words.ts";
import { FOLLOWED } from "./followed.ts";
import { compareModels, type FollowedRow, type ModelFollowed } from "./followed-rows.ts";

const DIRECTIONS = SITUATIONS.reduce((sum, { expected }) => sum + expected.length, 0);

/** A model whose every direction reads the same, and that follows the first `met`. */
function model(name: string, met: number, verdict: FollowedRow["verdict"] = "does-not-follow") {
  const [first] = FOLLOWED;
  if (first === undefined) throw new Error("nothing is recorded");
  const rows = first.rows.map(
    (row, at): FollowedRow => ({
      ...row,
      met: at < met,
      verdict: at < met ? "follows" : verdict,
      curve: { ...row.curve, rise: row.expected === "up" ? 1 : -1 },
    }),
  );
  return { ...first, name, rows } satisfies ModelFollowed;
}

describe("the comparison in words", () => {
  it("counts each model, the one that follows most first", () => {
    const text = comparedSentence([model("A", 0), model("B", 2)]);
    expect(text).toBe(
      `Of ${DIRECTIONS} expected directions, B follows 2 and A none. No direction is followed by all of them.`,
    );
  });

  it("names what all follow, and what is in order but small", () => {
    const text = comparedSentence([model("A", 1), model("B", 1, "small")]);
    expect(text).toContain("All of them follow afraid in “A fire spreads”.");
    expect(text).toContain(`${DIRECTIONS - 1} more go the expected way in order`);
  });

  it("lists as one speaks", () => {
    expect([inWords([]), inWords(["a"]), inWords(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a, b and c",
    ]);
  });
});

describe("the shipped comparison", () => {
  it("has every direction in every recorded model", () => {
    expect(FOLLOWED.map(({ model: id }) => id)).toEqual(RECORDED_MODELS);
    const rows = compareModels(FOLLOWED);
    expect(rows).toHaveLength(DIRECTIONS);
    expect(rows.every(({ models }) => models.every((row) => row !== undefined))).toBe(true);
    const table = comparedTable(FOLLOWED);
    expect(table.rows).toHaveLength(DIRECTIONS * RECORDED_MODELS.length);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  });
});
