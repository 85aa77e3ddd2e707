/** Rows of the pairs' table, and what they come to. */
import type { Expectation, Situation } from "../../content/situations.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import type { DoseSpec } from "../../state/specs.ts";
import { type GapWord, gapWord, type PairGap, pairGap } from "./pair-gap.ts";
import type { SurveyResult } from "./survey.ts";

export interface PairRow {
  readonly situation: Situation;
  readonly expectation: Expectation;
  /** Where it was read, and the layer shown; null where it was not. */
  readonly read: { readonly at: DoseSpec["at"]; readonly layer: number } | null;
  readonly gap: PairGap;
  readonly word: GapWord;
}

/** One row a pair and expected emotion; NaN where the pair is not among the results. */
export function pairRows(
  pairs: readonly Situation[],
  results: readonly SurveyResult[],
  layerOf: (set: VectorSetName) => number,
): readonly PairRow[] {
  return pairs.flatMap((situation) => {
    const result = results.find((one) => one.situation.id === situation.id);
    return situation.expected.map((expectation) => {
      const { emotion, direction } = expectation;
      if (result === undefined) {
        const gap = { gap: Number.NaN, widths: Number.NaN };
        return { situation, expectation, read: null, gap, word: gapWord(gap, direction) };
      }
      const { spec, points, controls } = result;
      const layer = layerOf(spec.set);
      const gap = pairGap(points, controls, emotion, layer);
      const read = { at: spec.at, layer };
      return { situation, expectation, read, gap, word: gapWord(gap, direction) };
    });
  });
}

/** How many readings the meaning moves, in a sentence. */
export function pairsSentence(rows: readonly PairRow[]): string {
  const read = rows.filter(({ word }) => word !== "not read yet");
  if (read.length === 0) {
    return "The same numbers in a grave and in a mild sentence: what the number does is equal in both, so a distance between them is made by the meaning. Choose one to draw it, or run all of them above.";
  }
  const counted = read.filter(({ word }) => word === "the meaning counts").length;
  return `The same numbers in a grave and in a mild sentence. ${counted} of ${read.length} readings stand further apart than random directions do, on the side that one expects.`;
}
