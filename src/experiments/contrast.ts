/** A mean with its interval, its test, and where random directions fall. */
import { type Band, bandOf } from "../core/random-band.ts";
import { type BootstrapOptions, bootstrap, type Interval } from "../core/statistics/bootstrap.ts";
import { signFlipP } from "../core/statistics/permutation-tests.ts";
import { mean } from "../core/statistics/summary.ts";

/** A mean over items with its 95 % interval. */
export interface Effect extends Interval {
  readonly value: number;
}

export function effect(values: readonly number[], options?: BootstrapOptions): Effect {
  return { value: mean(values), ...bootstrap(values, mean, options) };
}

export interface Contrast extends Effect {
  /** Of sign flips over tasks, not corrected. */
  readonly p: number;
  /** Of random directions, each as a mean over the tasks. */
  readonly band: Band;
  readonly tasks: number;
}

/**
 * @param values one a task
 * @param random one list a task: the same of each random direction
 */
export function contrast(
  values: readonly number[],
  random: readonly (readonly number[])[],
  options?: BootstrapOptions,
): Contrast {
  const directions = (random[0] ?? []).map((_, direction) =>
    mean(random.map((task) => task[direction] ?? Number.NaN)),
  );
  return {
    ...effect(values, options),
    p: signFlipP(values),
    band: bandOf(directions),
    tasks: values.length,
  };
}
