/** How well a score tells two kinds apart. */
import { midRanks } from "./spearman.ts";

export interface RocPoint {
  /** Share of the negatives at or above the threshold, and of the positives. */
  readonly falsePositives: number;
  readonly truePositives: number;
  readonly threshold: number;
}

/** The curve from (0, 0) to (1, 1), one point a distinct score, the highest threshold first. */
export function rocCurve(
  positives: readonly number[],
  negatives: readonly number[],
): readonly RocPoint[] {
  const share = (values: readonly number[], threshold: number) =>
    values.filter((value) => value >= threshold).length / values.length;
  const thresholds = [...new Set([...positives, ...negatives])].sort((a, b) => b - a);
  return [Number.POSITIVE_INFINITY, ...thresholds].map((threshold) => ({
    falsePositives: share(negatives, threshold),
    truePositives: share(positives, threshold),
    threshold,
  }));
}

/**
 * Area under it: the share of (positive, negative) pairs in which the positive scores higher, ties
 * counting half (Mann & Whitney's U over n·m). NaN where one list is empty.
 */
export function rocArea(positives: readonly number[], negatives: readonly number[]): number {
  const n = positives.length;
  const ranks = midRanks([...positives, ...negatives]).slice(0, n);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  return (sum - (n * (n + 1)) / 2) / (n * negatives.length);
}
