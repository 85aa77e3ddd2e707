/** A mean over tasks with its interval, its test, and where random directions fall. */
import { type Band, bandOf } from "../../core/random-band.ts";
import { bootstrap, type Interval } from "../../core/statistics/bootstrap.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { mean } from "../../core/statistics/summary.ts";

export interface Contrast extends Interval {
  readonly value: number;
  /** Of sign flips over tasks, not corrected. */
  readonly p: number;
  /** Of random directions, each as a mean over the tasks. */
  readonly band: Band;
  readonly tasks: number;
}

/**
 * @param values one a task
 * @param random one list a task: the same of each random direction
 * @param resamples of the interval: fewer where many are drawn, and nothing is claimed
 */
export function contrast(
  values: readonly number[],
  random: readonly (readonly number[])[],
  resamples = 2000,
): Contrast {
  const directions = (random[0] ?? []).map((_, direction) =>
    mean(random.map((task) => task[direction] ?? Number.NaN)),
  );
  return {
    value: mean(values),
    ...bootstrap(values, mean, { resamples }),
    p: signFlipP(values),
    band: bandOf(directions),
    tasks: values.length,
  };
}
