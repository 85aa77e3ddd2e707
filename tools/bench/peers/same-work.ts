/** The work that is the same for all contestants. */

/** Arbitrary but fixed tokens: speed does not depend on which. */
export function someIds(length: number): number[] {
  return Array.from({ length }, (_, i) => 1000 + ((i * 7919) % 40000));
}

/** Tokens of context that every contestant is opened with. */
export const CONTEXT = 2048;
