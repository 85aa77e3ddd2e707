/**
 * The grey band: where random directions of no meaning fall. It spans their 5th to 95th percentile,
 * so that 18 of 20 lie in it and one stray direction does not widen it.
 */

import { type DisplayOptions, type Readings, randomValues, tokenCount } from "./readings.ts";
import { quantile } from "./statistics/summary.ts";

export const BAND_SHARES = [0.05, 0.95] as const;

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** 5th and 95th percentile of some values, interpolated. NaN where there are none. */
export function bandOf(values: Iterable<number>): Band {
  const all = Array.from(values);
  return { low: quantile(all, BAND_SHARES[0]), high: quantile(all, BAND_SHARES[1]) };
}

/** The band over the random directions at every token: two arrays [T], token σ, NaN at position 0. */
export function randomBand(
  readings: Readings,
  layer: number,
  options?: DisplayOptions,
): { low: Float32Array; high: Float32Array } {
  const directions = randomValues(readings, layer, options);
  const bands = Array.from({ length: tokenCount(readings) }, (_, t) =>
    bandOf(directions.map((values) => values[t] as number)),
  );
  return {
    low: Float32Array.from(bands, (band) => band.low),
    high: Float32Array.from(bands, (band) => band.high),
  };
}
