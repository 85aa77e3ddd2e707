/** A mean over tasks with its interval, its test, and where random directions fall. */
import { type Band, bandOf } from "../../core/random-band.ts";
import { bootstrap, type Interval } from "../../core/statistics/bootstrap.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { mean } from "../../core/statistics/summary.ts";

export interface Effect extends Interval {
  readonly value: number;
}

export interface Contrast extends Effect {
  /** Of sign flips over tasks, not corrected. */
  readonly p: number;
  readonly band: Band;
  readonly tasks: number;
}

/** Resamples where many intervals are drawn at once. */
const DRAWN_RESAMPLES = 500;

export function effect(values: readonly number[], resamples = DRAWN_RESAMPLES): Effect {
  return { value: mean(values), ...bootstrap(values, mean, { resamples }) };
}

/**
 * @param values one a task
 * @param random one list a task: the same of each random direction
 */
export function contrast(
  values: readonly number[],
  random: readonly (readonly number[])[],
): Contrast {
  const directions = random[0]?.map((_, direction) =>
    mean(random.map((task) => task[direction] ?? Number.NaN)),
  );
  return {
    ...effect(values, 2000),
    p: signFlipP(values),
    band: bandOf(directions ?? []),
    tasks: values.length,
  };
}
