/** Curves as changes from the lowest dose, so that levels of little meaning do not hide what moves. */
import { doseRanks } from "../../content/template.ts";
import { bandOf } from "../../core/random-band.ts";
import { randomStoryValues } from "../../core/story-mean.ts";
import type { DosePoint } from "../../state/runs.ts";

/** How the curves are drawn: readings as they are, or their change from the lowest dose. */
export const DRAWN_AS = ["level", "change"] as const;
export type DrawnAs = (typeof DRAWN_AS)[number];

/** Index of the lowest dose; 0 where there are none. */
export function lowestDose(doses: readonly string[]): number {
  const ranks = doseRanks(doses);
  return ranks.reduce((best, rank, at) => (rank < (ranks[best] ?? rank) ? at : best), 0);
}

/** Each value minus the one at `start`; NaN while that one is not there. */
export function changesFrom(values: readonly number[], start: number): readonly number[] {
  const first = values[start] ?? Number.NaN;
  return values.map((value) => value - first);
}

/** The 5th to 95th percentile of the random directions' changes at each dose, story σ. */
export function changeBand(
  points: readonly DosePoint[],
  layer: number,
  start: number,
): { readonly low: readonly number[]; readonly high: readonly number[] } {
  const first = points[start] ?? null;
  const from = first === null ? null : randomStoryValues(first.z, layer);
  const bands = points.map((point) => {
    if (point === null || from === null) return bandOf([]);
    return bandOf(
      randomStoryValues(point.z, layer).map((value, at) => value - (from[at] ?? Number.NaN)),
    );
  });
  return { low: bands.map(({ low }) => low), high: bands.map(({ high }) => high) };
}
