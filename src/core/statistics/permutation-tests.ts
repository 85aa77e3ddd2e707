/**
 * Two-sided permutation tests of means. Exact where the possible arrangements are few; above, from
 * seeded draws as (k + 1) / (draws + 1) (Phipson & Smyth 2010), so that p is never 0.
 */
import { createRandom } from "../random.ts";
import type { PermutationOptions } from "./permutation.ts";
import { mean } from "./summary.ts";

/** Up to this many pairs all signs are tried. */
const EXACT_PAIRS = 14;

/** Sums that differ by rounding alone count as equal. */
const ROUNDING = 1e-9;

/**
 * Paired differences against a mean of 0: how often their mean is at least as far from 0 when the
 * sign of each is tossed. NaN where there is none, or a NaN among them.
 */
export function signFlipP(
  differences: readonly number[],
  { seed = 1, draws = 9999 }: PermutationOptions = {},
): number {
  if (differences.length === 0 || differences.some(Number.isNaN)) return Number.NaN;
  const sizes = differences.map(Math.abs);
  const slack = ROUNDING * sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(differences.reduce((sum, one) => sum + one, 0)) - slack;
  if (sizes.length <= EXACT_PAIRS) {
    const all = 2 ** sizes.length;
    let asFar = 0;
    for (let signs = 0; signs < all; signs++) {
      const sum = sizes.reduce((total, size, i) => total + ((signs >> i) & 1 ? size : -size), 0);
      if (Math.abs(sum) >= observed) asFar++;
    }
    return asFar / all;
  }
  const random = createRandom(seed);
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) {
    const sum = sizes.reduce((total, size) => total + (random.uniform() < 0.5 ? size : -size), 0);
    if (Math.abs(sum) >= observed) asFar++;
  }
  return (asFar + 1) / (draws + 1);
}

/**
 * Two independent samples: how often |mean(a) − mean(b)| is at least as large when all values are
 * dealt out anew. NaN where one is empty, or holds a NaN.
 */
export function twoSampleP(
  a: readonly number[],
  b: readonly number[],
  { seed = 1, draws = 9999 }: PermutationOptions = {},
): number {
  const all = [...a, ...b];
  if (a.length === 0 || b.length === 0 || all.some(Number.isNaN)) return Number.NaN;
  const far = (values: readonly number[]) =>
    Math.abs(mean(values.slice(0, a.length)) - mean(values.slice(a.length)));
  const observed = far(all) - ROUNDING * Math.max(...all.map(Math.abs));
  const random = createRandom(seed);
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) if (far(random.shuffle(all)) >= observed) asFar++;
  return (asFar + 1) / (draws + 1);
}
