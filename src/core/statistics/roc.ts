/** How well a score tells two kinds apart. */
import { type BootstrapOptions, bootstrapTwo, type Interval } from "./bootstrap.ts";
import { midRanks } from "./spearman.ts";

export interface RocPoint {
  /** Share of the negatives at or above the threshold, and of the positives. */
  readonly falsePositives: number;
  readonly truePositives: number;
  readonly threshold: number;
}

/**
 * The curve from (0, 0) to (1, 1), one point a distinct score, the highest threshold first. No point
 * where one list is empty or holds a NaN.
 */
export function rocCurve(
  positives: readonly number[],
  negatives: readonly number[],
): readonly RocPoint[] {
  if (!usable(positives, negatives)) return [];
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
 * counting half (Mann & Whitney's U over n·m). NaN where one list is empty or holds a NaN.
 */
export function rocArea(positives: readonly number[], negatives: readonly number[]): number {
  if (!usable(positives, negatives)) return Number.NaN;
  const n = positives.length;
  const ranks = midRanks([...positives, ...negatives]).slice(0, n);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  return (sum - (n * (n + 1)) / 2) / (n * negatives.length);
}

/** Percentile interval of the area; positives and negatives are drawn anew, each for themselves. */
export function rocAreaInterval(
  positives: readonly number[],
  negatives: readonly number[],
  options?: BootstrapOptions,
): Interval {
  return bootstrapTwo(positives, negatives, rocArea, options);
}

function usable(...lists: readonly (readonly number[])[]): boolean {
  return lists.every((list) => list.length > 0 && !list.some(Number.isNaN));
}
