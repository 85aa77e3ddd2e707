/**
 * Severity pairs: equal numbers in a grave and in a mild sentence. What the number does is the same
 * in both, so the distance between them is the meaning's, as far as it exceeds what any other words
 * would do: the distance along random directions.
 */
import type { Emotion } from "../../core/emotions.ts";
import { bandOf } from "../../core/random-band.ts";
import { mean } from "../../core/statistics/summary.ts";
import { randomStoryValues } from "../../core/story-mean.ts";
import { doseValues } from "../../state/dose-summary.ts";
import type { DosePoint } from "../../state/runs.ts";

export interface PairGap {
  /** Grave minus mild, mean over the doses, story σ. NaN until all points are there. */
  readonly gap: number;
  /** The same in widths of the random directions' gaps (their 5th to 95th percentile). */
  readonly widths: number;
}

/** The distance between the two sentences along one emotion at one layer. */
export function pairGap(
  grave: readonly DosePoint[],
  mild: readonly DosePoint[],
  emotion: Emotion,
  layer: number,
): PairGap {
  const below = doseValues(mild, emotion, layer);
  const gap = mean(doseValues(grave, emotion, layer).map((z, at) => z - (below[at] ?? Number.NaN)));
  const rows = grave.map((point, at) => randomGaps(point, mild[at] ?? null, layer));
  if (rows.some((row) => row === null)) return { gap: Number.NaN, widths: Number.NaN };
  const count = rows[0]?.length ?? 0;
  const random = Array.from({ length: count }, (_, direction) =>
    mean(rows.map((row) => row?.[direction] ?? Number.NaN)),
  );
  const { low, high } = bandOf(random);
  return { gap, widths: high > low ? gap / (high - low) : Number.NaN };
}

function randomGaps(grave: DosePoint, mild: DosePoint, layer: number): readonly number[] | null {
  if (grave === null || mild === null) return null;
  const below = randomStoryValues(mild.z, layer);
  return randomStoryValues(grave.z, layer).map((value, at) => value - (below[at] ?? Number.NaN));
}

export type GapWord =
  | "not read yet"
  | "no further than chance"
  | "the meaning counts"
  | "the other way";

/** The verdict on a gap: it counts where it is wider than the random directions' gaps are spread. */
export function gapWord({ gap, widths }: PairGap, expected: "up" | "down"): GapWord {
  if (Number.isNaN(widths)) return "not read yet";
  if (Math.abs(widths) < 1) return "no further than chance";
  return (expected === "up") === gap > 0 ? "the meaning counts" : "the other way";
}
