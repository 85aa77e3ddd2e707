/** The work that is the same for all contestants. */
import type { Length } from "../engine-timings.ts";

/** Arbitrary but fixed tokens: speed does not depend on which. */
export function someIds(length: number): number[] {
  return Array.from({ length }, (_, i) => 1000 + ((i * 7919) % 40000));
}

/** Tokens of context that every contestant is opened with. */
export const CONTEXT = 2048;

/** Tokens of the prefill and steps after it, in every trial. */
export const TRIAL_LENGTH: Length = 128;
export const TRIAL_STEPS = 8;
