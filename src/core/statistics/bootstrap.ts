/** Intervals from resampling (Efron 1979): how much a figure would differ with other items like these. */
import { createRandom } from "../random.ts";
import { mean, quantile } from "./summary.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed?: number;
  readonly resamples?: number;
  /** Share that the interval is to cover. */
  readonly level?: number;
}

const NOWHERE: Interval = { low: Number.NaN, high: Number.NaN };

/**
 * Percentile interval of a statistic of one sample; what is drawn anew are its items, so that an item
 * may be anything (a task with all its turns: a cluster). Percentile and not BCa: our statistics are
 * means, differences and slopes of a dozen items or more, where the two agree to a few hundredths of
 * the interval, and the simpler one has no case in which it fails. NaN for fewer than two items;
 * resamples whose statistic is NaN are left out.
 */
export function bootstrap<T>(
  items: readonly T[],
  statistic: (items: readonly T[]) => number,
  { seed = 1, resamples = 2000, level = 0.95 }: BootstrapOptions = {},
): Interval {
  if (items.length < 2) return NOWHERE;
  const random = createRandom(seed);
  const values: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const value = statistic(items.map(() => items[random.integer(items.length)] as T));
    if (!Number.isNaN(value)) values.push(value);
  }
  return between(values, level);
}

/** Percentile interval of mean(a) − mean(b), two independent samples, each drawn anew. */
export function bootstrapDifference(
  a: readonly number[],
  b: readonly number[],
  { seed = 1, resamples = 2000, level = 0.95 }: BootstrapOptions = {},
): Interval {
  if (a.length < 2 || b.length < 2) return NOWHERE;
  const random = createRandom(seed);
  const drawn = (values: readonly number[]) =>
    mean(values.map(() => values[random.integer(values.length)] as number));
  return between(
    Array.from({ length: resamples }, () => drawn(a) - drawn(b)),
    level,
  );
}

function between(values: readonly number[], level: number): Interval {
  const tail = (1 - level) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}
