/** Do values follow their doses in several series together, when each may have a level of its own? */
import { createRandom } from "../random.ts";
import { rise } from "./dose-effect.ts";
import type { PermutationOptions } from "./permutation.ts";
import { mean } from "./summary.ts";

export interface DoseSeries {
  readonly doses: readonly number[];
  readonly values: readonly number[];
}

/**
 * Two-sided permutation p of the mean rise over the series: values are dealt out anew within each,
 * (k + 1) / (draws + 1) from seeded draws. It asks whether order matters in these series, not whether
 * it would in others: for that, resample the series. NaN without a series, or where a rise is NaN.
 */
export function meanRiseP(
  series: readonly DoseSeries[],
  { seed = 1, draws = 4999 }: PermutationOptions = {},
): number {
  const observed = Math.abs(mean(series.map(({ doses, values }) => rise(doses, values))));
  if (Number.isNaN(observed)) return Number.NaN;
  // A rise is linear in the values, so its weights are the rises of unit vectors.
  const weights = series.map(({ doses }) =>
    doses.map((_, i) =>
      rise(
        doses,
        doses.map((__, j) => (i === j ? 1 : 0)),
      ),
    ),
  );
  const random = createRandom(seed);
  let asFar = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (const [place, { values }] of series.entries()) {
      const dealt = random.shuffle(values);
      for (const [i, weight] of (weights[place] as number[]).entries())
        sum += weight * (dealt[i] as number);
    }
    if (Math.abs(sum / series.length) >= observed * (1 - 1e-9)) asFar++;
  }
  return (asFar + 1) / (draws + 1);
}
