/** How far a build is, over all of its steps. */

/** What each step takes of the whole: measured with Qwen2.5-Coder-0.5B-Instruct in Node. */
const SHARES: readonly (readonly [step: string, share: number])[] = [
  ["read for text", 0.33],
  ["validate text", 0.075],
  ["read for reply", 0.38],
  ["validate reply", 0.075],
  ["token spread of text", 0.07],
  ["token spread of reply", 0.07],
];

/** Share of the whole build that is done, 0 … 1, while a step is at `done` of `total`. */
export function buildShare(step: string, done: number, total: number): number {
  let before = 0;
  for (const [name, share] of SHARES) {
    if (name === step) return before + share * (total > 0 ? done / total : 0);
    before += share;
  }
  return before;
}
