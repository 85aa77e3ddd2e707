/** Differences in units of a spread: numbers without a unit. */
import { mean, standardDeviation } from "./summary.ts";

/**
 * A spread below this share of the values is rounding: equal values have a standard deviation of
 * 1e-17 or so, and a difference over that would be a huge effect where there is none to measure.
 */
const ROUNDING = 1e-12;

/**
 * Cohen's d: the difference mean(a) − mean(b) over the pooled standard deviation (n − 1; Cohen 1988).
 * NaN where nothing varies, or one sample has no value, or both together fewer than three.
 */
export function cohensD(a: readonly number[], b: readonly number[]): number {
  const freedom = a.length + b.length - 2;
  const pooled = Math.sqrt((squares(a) + squares(b)) / freedom);
  return over(mean(a) - mean(b), pooled, [...a, ...b]);
}

/** Hedges' g: Cohen's d corrected for small samples by 1 − 3 / (4·(n + m) − 9) (Hedges 1981). */
export function hedgesG(a: readonly number[], b: readonly number[]): number {
  return cohensD(a, b) * (1 - 3 / (4 * (a.length + b.length) - 9));
}

/** Paired differences: their mean over their standard deviation (Cohen's d_z). NaN where they do not vary. */
export function pairedEffect(differences: readonly number[]): number {
  return over(mean(differences), standardDeviation(differences), differences);
}

/** Sum of squared distances from the mean; 0 for one value. */
function squares(values: readonly number[]): number {
  return values.length === 1 ? 0 : (values.length - 1) * standardDeviation(values) ** 2;
}

function over(difference: number, spread: number, values: readonly number[]): number {
  const size = Math.max(...values.map(Math.abs));
  return spread > ROUNDING * size ? difference / spread : Number.NaN;
}
