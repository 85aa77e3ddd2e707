/** How steeply y follows x. */
import { createRandom } from "../random.ts";
import { type BootstrapOptions, bootstrap, type Interval } from "./bootstrap.ts";
import type { PermutationOptions } from "./permutation.ts";

/**
 * Slope of the least-squares line of y over x, in units of y a unit of x. NaN where x does not vary or the lists are shorter
 * than two. Throws RangeError for lists of different length.
 */
export function slope(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) throw new RangeError("the lists differ in length");
  const [middleX, middleY] = [average(x), average(y)];
  let [up, square] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const run = (x[i] as number) - middleX;
    up += run * ((y[i] as number) - middleY);
    square += run * run;
  }
  return square > 0 ? up / square : Number.NaN;
}

/**
 * Percentile interval of the slope. Pairs (x, y) are drawn anew, so that the spread about the line
 * may differ along x; resamples in which x does not vary are left out. Where several pairs come from
 * one item, give `bootstrap` the items instead.
 */
export function slopeInterval(
  x: readonly number[],
  y: readonly number[],
  options?: BootstrapOptions,
): Interval {
  if (x.length !== y.length) throw new RangeError("the lists differ in length");
  const slopeOf = (places: readonly number[]) =>
    slope(
      places.map((place) => x[place] as number),
      places.map((place) => y[place] as number),
    );
  return bootstrap([...x.keys()], slopeOf, options);
}

/** Two-sided permutation p of the slope: y is dealt out anew over x. NaN where the slope is. */
export function slopeP(
  x: readonly number[],
  y: readonly number[],
  { seed = 1, draws = 9999 }: PermutationOptions = {},
): number {
  const observed = Math.abs(slope(x, y));
  if (Number.isNaN(observed)) return Number.NaN;
  const random = createRandom(seed);
  let asSteep = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (Math.abs(slope(x, random.shuffle(y))) >= observed * (1 - 1e-9)) asSteep++;
  }
  return (asSteep + 1) / (draws + 1);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
