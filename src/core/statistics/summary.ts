/** Mean, spread and quantiles of a list. All are NaN where the list is too short or holds a NaN. */
import { mean as meanOf, quantileSorted, sampleStandardDeviation } from "simple-statistics";

/** Arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : meanOf([...values]);
}

/** Standard deviation of a sample (n − 1). */
export function standardDeviation(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : sampleStandardDeviation([...values]);
}

/** The value below which a share 0 … 1 of the list lies, interpolated (Hyndman & Fan's type 7, as NumPy). */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
  return quantileSorted(
    [...values].sort((a, b) => a - b),
    share,
  );
}
