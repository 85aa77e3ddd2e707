/** Rates: so many of so many, and how sure that is. */
import type { Interval } from "./bootstrap.ts";

/** The 97.5th percentile of the normal distribution: all intervals here are of 95 %. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a rate (Wilson 1927). It stays within 0 … 1 and does not shrink to
 * nothing at 0 or n. NaN where there is no trial. Throws RangeError unless 0 ≤ hits ≤ trials.
 */
export function wilson(hits: number, trials: number): Interval {
  if (!(hits >= 0 && hits <= trials)) throw new RangeError(`${hits} of ${trials} is no rate`);
  if (trials === 0) return { low: Number.NaN, high: Number.NaN };
  const rate = hits / trials;
  const scale = 1 + (Z * Z) / trials;
  const middle = (rate + (Z * Z) / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((rate * (1 - rate)) / trials + (Z / (2 * trials)) ** 2);
  // At 0 and n the ends are 0 and 1 but for rounding, which must not leave the rate outside.
  return {
    low: Math.min(rate, Math.max(0, middle - half)),
    high: Math.max(rate, Math.min(1, middle + half)),
  };
}

/**
 * Interval of the difference of two independent rates, a − b, from their Wilson intervals (Newcombe
 * 1998, method 10). NaN where one has no trial.
 */
export function rateDifference(
  a: { readonly hits: number; readonly trials: number },
  b: { readonly hits: number; readonly trials: number },
): Interval {
  const [p, q] = [a.hits / a.trials, b.hits / b.trials];
  const [x, y] = [wilson(a.hits, a.trials), wilson(b.hits, b.trials)];
  return {
    low: p - q - Math.hypot(p - x.low, y.high - q),
    high: p - q + Math.hypot(x.high - p, q - y.low),
  };
}
