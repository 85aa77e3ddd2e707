/** How much a text repeats itself. Loops have a low perplexity, so perplexity alone does not show them. */

/** Tokens in the sequences that are looked for again. */
const SEQUENCE = 4;
/** The longest phrase that is looked for in a loop, and how often in a row makes it one. */
const LONGEST_PHRASE = 32;
const TURNS = 3;

export interface Repetition {
  /** Share of four-token sequences that occurred before, 0 … 1. */
  readonly repeatedShare: number;
  /** Tokens in the longest stretch that says one phrase three times or more in a row. */
  readonly longestLoop: number;
  /** The larger of the repeated share and the loop's share of the text, 0 … 1. */
  readonly share: number;
}

export function repetition(ids: readonly number[]): Repetition {
  const repeatedShare = repeatedSequences(ids);
  const longestLoop = longestLoopIn(ids);
  const share = Math.max(repeatedShare, ids.length === 0 ? 0 : longestLoop / ids.length);
  return { repeatedShare, longestLoop, share };
}

function repeatedSequences(ids: readonly number[]): number {
  const total = ids.length - SEQUENCE + 1;
  if (total < 1) return 0;
  const seen = new Set<string>();
  for (let i = 0; i < total; i++) seen.add(ids.slice(i, i + SEQUENCE).join());
  return 1 - seen.size / total;
}

function longestLoopIn(ids: readonly number[]): number {
  let longest = 0;
  for (let period = 1; period <= Math.min(LONGEST_PHRASE, ids.length / TURNS); period++) {
    let run = 0;
    for (let i = period; i < ids.length; i++) {
      run = ids[i] === ids[i - period] ? run + 1 : 0;
      // The run counts what repeats; the first turn comes before it.
      if (run >= (TURNS - 1) * period) longest = Math.max(longest, run + period);
    }
  }
  return longest;
}
