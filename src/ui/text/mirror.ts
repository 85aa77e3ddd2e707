/**
 * What the mirror under a text box shows while the text runs ahead of its reading: pieces of the
 * last reading keep their colours where the text is unchanged (a common beginning and a common
 * end), and move with it; what was changed in between has no colour until it is read.
 */
import { type Segment, segmentTokens, type TextToken } from "./segments.ts";

export interface Reading {
  /** The text that was read, which may be older than what stands in the box. */
  readonly text: string;
  readonly tokens: readonly TextToken[];
}

export interface Change {
  /** Characters that both texts begin with. */
  readonly prefix: number;
  /** Characters that both texts end with, after the prefix. */
  readonly suffix: number;
}

/** Longest common beginning, then the longest common end of what is left. */
export function findChange(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  ) {
    suffix++;
  }
  return { prefix, suffix };
}

/** Pieces of `value` with the token of `reading` whose colour each still carries, if any. */
export function mirrorSegments(reading: Reading | null, value: string): Segment[] {
  if (reading === null) return segmentTokens(value, []);
  const segments = segmentTokens(reading.text, reading.tokens);
  if (reading.text === value) return segments;
  const { prefix, suffix } = findChange(reading.text, value);
  const kept = segments.filter((segment) => segment.end <= prefix);
  const shift = value.length - reading.text.length;
  const moved = segments
    .filter((segment) => segment.start >= reading.text.length - suffix && segment.end > prefix)
    .map((segment) => ({ ...segment, start: segment.start + shift, end: segment.end + shift }));
  const from = kept.at(-1)?.end ?? 0;
  const to = moved[0]?.start ?? value.length;
  const changed = to > from ? [{ start: from, end: to, first: null, last: null }] : [];
  return [...kept, ...changed, ...moved];
}
