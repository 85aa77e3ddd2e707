/** Which doses a model follows: one row for every situation and every direction that was expected. */
import type { Expectation, Situation } from "../../content/situations.ts";
import { doseRanks } from "../../content/template.ts";
import { spearman } from "../../core/statistics/spearman.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import {
  type DoseRunView,
  type DoseSummary,
  doseValues,
  FOLLOW_RULE,
  summariseDoses,
} from "../../state/dose-summary.ts";
import { meetsExpectation } from "../../state/dose-words.ts";
import type { SurveyResult } from "./survey.ts";
import { verdictRank } from "./verdict-words.ts";

export interface OverviewRow {
  readonly situation: Situation;
  readonly expectation: Expectation;
  readonly summary: DoseSummary;
  /** Layers at which the curve follows as expected, of those after the embedding. */
  readonly layers: number;
}

export const OVERVIEW_COLUMNS = [
  "situation",
  "expected",
  "rho",
  "effect",
  "control",
  "layers",
  "verdict",
] as const;
export type OverviewColumn = (typeof OVERVIEW_COLUMNS)[number];

export interface Order {
  readonly column: OverviewColumn;
  readonly descending: boolean;
}

const runOf = ({ situation, points, controls }: SurveyResult): DoseRunView => ({
  doses: situation.doses,
  points,
  controls,
  expected: situation.expected,
});

/** Layers 1 … P − 1 at which an expectation is met, by key of `layerKey`. The slow part, made once. */
export function layersFollowed(results: readonly SurveyResult[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const result of results) {
    const run = runOf(result);
    const points = (result.points[0]?.z.length ?? 0) / COLUMNS;
    for (const { emotion } of run.expected) {
      let count = 0;
      for (let layer = 1; layer < points; layer++) {
        // The permutation test is dear, and a weak order cannot follow.
        const rho = spearman(doseRanks(run.doses), doseValues(run.points, emotion, layer));
        if (!(Math.abs(rho) >= FOLLOW_RULE.rho)) continue;
        if (meetsExpectation(summariseDoses(run, emotion, layer))) count++;
      }
      counts.set(layerKey(result.situation, emotion), count);
    }
  }
  return counts;
}

/** Key of one expectation among all. */
export function layerKey({ id }: Situation, emotion: string): string {
  return `${id}/${emotion}`;
}

/** Rows at one layer, in the order of the page. */
export function overviewRows(
  results: readonly SurveyResult[],
  layer: number,
  layers: ReadonlyMap<string, number>,
): readonly OverviewRow[] {
  return results.flatMap((result) => {
    const { situation } = result;
    return situation.expected.map((expectation) => ({
      situation,
      expectation,
      summary: summariseDoses(runOf(result), expectation.emotion, layer),
      layers: layers.get(layerKey(situation, expectation.emotion)) ?? 0,
    }));
  });
}

/** The value that a column sorts by; numbers by their size along the expected direction. */
function sortValue(row: OverviewRow, column: OverviewColumn): number | string {
  const { summary, expectation, situation } = row;
  const along = expectation.direction === "up" ? 1 : -1;
  switch (column) {
    case "situation":
      return situation.title;
    case "expected":
      return `${expectation.emotion} ${expectation.direction}`;
    case "rho":
      return along * summary.curve.rho;
    case "effect":
      return along * summary.curve.effect;
    case "control":
      return along * (summary.control?.rho ?? Number.NaN);
    case "layers":
      return row.layers;
    case "verdict":
      return verdictRank(summary);
  }
}

/** Rows in another order; equal ones stay as they were, NaN comes last. */
export function sortedRows(
  rows: readonly OverviewRow[],
  { column, descending }: Order,
): readonly OverviewRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [sortValue(a, column), sortValue(b, column)];
    if (typeof x === "string" || typeof y === "string") {
      return sign * String(x).localeCompare(String(y), "en");
    }
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}

/** "4 of the paper's 11 directions …" in words, from the rows. */
export function overviewSentence(rows: readonly OverviewRow[], layer: number): string {
  const part = (by: Situation["expectedBy"]) => {
    const of = rows.filter(({ situation }) => situation.expectedBy === by);
    return { total: of.length, met: of.filter(({ summary }) => meetsExpectation(summary)).length };
  };
  const [paper, ours] = [part("paper"), part("us")];
  const control = rows.filter(({ summary }) => summary.verdict === "control-too").length;
  const parts = [
    paper.total > 0 && `${paper.met} of the paper’s ${paper.total} directions in numbers`,
    ours.total > 0 && `${ours.met} of our ${ours.total} in words and pairs`,
  ].filter((one) => one !== false);
  const also =
    control === 0
      ? ""
      : ` In ${control} more the control does the same, so the words or numbers alone may do it.`;
  return `At layer ${layer} this model follows ${parts.join(" and ")}.${also}`;
}
