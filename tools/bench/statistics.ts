/** Median, spread and 95 % of repeated measurements. */
import { max, median, min, quantile } from "d3-array";

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** 95 % of the values are at most this. */
  readonly p95: number;
  readonly count: number;
}

/** @throws RangeError where there are no values */
export function spread(values: readonly number[]): Spread {
  const [middle, low, high] = [median(values), min(values), max(values)];
  const p95 = quantile(values, 0.95);
  if (middle === undefined || low === undefined || high === undefined || p95 === undefined) {
    throw new RangeError("nothing was measured");
  }
  return { median: middle, low, high, p95, count: values.length };
}

/** Every value through `change`, and the spread of what comes out. */
export function spreadOf<T>(items: readonly T[], change: (item: T) => number): Spread {
  return spread(items.map(change));
}
