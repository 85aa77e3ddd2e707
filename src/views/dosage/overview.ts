/** Which doses a model follows: one row for every situation and every direction that was expected. */
import type { Expectation, Situation } from "../../content/situations.ts";
import { doseRanks } from "../../content/template.ts";
import { spearman } from "../../core/statistics/spearman.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import {
  type DoseRunView,
  type DoseSummary,
  doseValues,
  FOLLOW_RULE,
  summariseDoses,
} from "../../state/dose-summary.ts";
import { meetsExpectation } from "../../state/dose-words.ts";
import type { DoseSpec } from "../../state/specs.ts";
import { PLACE_NAMES } from "./places.ts";
import type { SurveyResult } from "./survey.ts";
import { verdictRank } from "./verdict-words.ts";

export interface OverviewRow {
  readonly situation: Situation;
  /** Where it was read, and the layer shown of it. */
  readonly at: DoseSpec["at"];
  readonly layer: number;
  readonly expectation: Expectation;
  readonly summary: DoseSummary;
  /** Layers at which the curve follows as expected, of those after the embedding; null: not known yet. */
  readonly layers: readonly number[] | null;
}

export const OVERVIEW_COLUMNS = [
  "situation",
  "expected",
  "read",
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

/** By key of `layerKey`. */
export type LayersFollowed = ReadonlyMap<string, readonly number[]>;

const runOf = ({ situation, points, controls }: SurveyResult): DoseRunView => ({
  doses: situation.doses,
  points,
  controls,
  expected: situation.expected,
});

/** Layers 1 … P − 1 at which an expectation is met, by key of `layerKey`. The slow part, made once. */
export function layersFollowed(results: readonly SurveyResult[]): LayersFollowed {
  const followed = new Map<string, readonly number[]>();
  for (const result of results) {
    const run = runOf(result);
    const points = (result.points[0]?.z.length ?? 0) / COLUMNS;
    for (const { emotion } of run.expected) {
      const layers: number[] = [];
      for (let layer = 1; layer < points; layer++) {
        // The permutation test is dear, and a weak order cannot follow.
        const rho = spearman(doseRanks(run.doses), doseValues(run.points, emotion, layer));
        if (!(Math.abs(rho) >= FOLLOW_RULE.rho)) continue;
        if (meetsExpectation(summariseDoses(run, emotion, layer))) layers.push(layer);
      }
      followed.set(layerKey(result.situation, emotion), layers);
    }
  }
  return followed;
}

/** Key of one expectation among all. */
export function layerKey({ id }: Situation, emotion: string): string {
  return `${id}/${emotion}`;
}

/** Rows in the order of the page. `layerOf` says which layer is shown of a set of vectors. */
export function overviewRows(
  results: readonly SurveyResult[],
  layerOf: (set: VectorSetName) => number,
  layers: LayersFollowed | null,
): readonly OverviewRow[] {
  return results.flatMap((result) => {
    const { situation, spec } = result;
    const layer = layerOf(spec.set);
    return situation.expected.map((expectation) => ({
      situation,
      at: spec.at,
      layer,
      expectation,
      summary: summariseDoses(runOf(result), expectation.emotion, layer),
      layers: layers?.get(layerKey(situation, expectation.emotion)) ?? null,
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
    case "read":
      return `${row.at} ${String(row.layer).padStart(3, "0")}`;
    case "rho":
      return along * summary.curve.rho;
    case "effect":
      return along * summary.curve.effect;
    case "control":
      return along * (summary.control?.rho ?? Number.NaN);
    case "layers":
      return row.layers?.length ?? Number.NaN;
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

/** "5, 17–20": single layers and runs of them. */
export function layerRanges(layers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const layer of layers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === layer - 1) last[1] = layer;
    else runs.push([layer, layer]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** Rows that the sentence on other layers names. */
const NAMED = 3;

/** What is followed at some layer, the steadiest first; "" where nothing is, or nothing is known yet. */
export function layersSentence(rows: readonly OverviewRow[]): string {
  const some = rows
    .filter(({ layers }) => layers !== null && layers.length > 0)
    .sort((a, b) => (b.layers?.length ?? 0) - (a.layers?.length ?? 0));
  if (some.length === 0) return "";
  const named = some.slice(0, NAMED).map(({ situation, expectation, layers }) => {
    const { length } = layers ?? [];
    return `${expectation.emotion} in “${situation.title}” (${length} ${length === 1 ? "layer" : "layers"})`;
  });
  const rest = some.length > NAMED ? ` and ${some.length - NAMED} more` : "";
  return `Over all layers, what is followed at most of them: ${named.join(", ")}${rest}.`;
}

/** " (over the text, layer 20)" where that holds for all rows. */
function whereRead(rows: readonly OverviewRow[]): string {
  const [first] = rows;
  const one = rows.every(({ at, layer }) => at === first?.at && layer === first.layer);
  return first !== undefined && one ? ` (${PLACE_NAMES[first.at]}, layer ${first.layer})` : "";
}

/** "This model follows 4 of the paper's 11 directions …", from the rows. */
export function overviewSentence(rows: readonly OverviewRow[]): string {
  const part = (by: Situation["expectedBy"], words: string) => {
    const of = rows.filter(({ situation }) => situation.expectedBy === by);
    const met = of.filter(({ summary }) => meetsExpectation(summary)).length;
    return of.length === 0
      ? []
      : [`${met} of ${words.replace("#", `${of.length}`)}${whereRead(of)}`];
  };
  const parts = [
    ...part("paper", "the paper’s # directions in numbers"),
    ...part("us", "our # in words and pairs"),
  ];
  const control = rows.filter(({ summary }) => summary.verdict === "control-too").length;
  const also =
    control === 0
      ? ""
      : ` In ${control} more the control does the same, so the words or numbers alone may do it.`;
  return `This model follows ${parts.join(" and ")}.${also}`;
}
