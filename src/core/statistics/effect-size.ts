/** Differences in units of a spread. */
import { mean, standardDeviation } from "./summary.ts";

/**
 * Hedges' g: the difference of two means over their pooled standard deviation (Cohen's d), corrected
 * for small samples by 1 − 3 / (4·(n + m) − 9) (Hedges 1981). NaN where nothing varies.
 */
export function hedgesG(a: readonly number[], b: readonly number[]): number {
  const freedom = a.length + b.length - 2;
  const pooled = Math.sqrt(
    ((a.length - 1) * standardDeviation(a) ** 2 + (b.length - 1) * standardDeviation(b) ** 2) /
      freedom,
  );
  const d = (mean(a) - mean(b)) / pooled;
  return pooled > 0 ? d * (1 - 3 / (4 * freedom - 1)) : Number.NaN;
}

/** Paired differences: their mean over their standard deviation (Cohen's d_z). NaN where they do not vary. */
export function pairedEffect(differences: readonly number[]): number {
  const spread = standardDeviation(differences);
  return spread > 0 ? mean(differences) / spread : Number.NaN;
}
