/**
 * What the Read page shows while a text is read: the newest run that has readings, and for tokens
 * that are not read yet the colours that the same characters had before.
 */
import type { ReadRun } from "../../state/runs.ts";
import { findChange } from "../../ui/text/mirror.ts";
import type { TokenSpan } from "../../worker/contract.ts";

/** The run to show: the newest one, but not before its first readings while an older one has some. */
export function runToShow(newest: ReadRun | null, before: ReadRun | null): ReadRun | null {
  if (newest === null || newest.rows.count > 0 || newest.tokens.length === 0) return newest;
  return before !== null && before.rows.count > 0 ? before : newest;
}

/** A text with the display values of its tokens; values may be fewer than tokens. */
export interface Coloured {
  readonly text: string;
  readonly tokens: readonly Pick<TokenSpan, "end">[];
  readonly values: ArrayLike<number>;
}

/**
 * Values of all tokens [T]: those read so far, then those that the same characters had in the text
 * before, where they stand in what both texts end with; NaN for the rest.
 */
export function carriedValues(
  { text, tokens, values }: Coloured,
  before: Coloured | null,
): Float32Array {
  const all = new Float32Array(tokens.length).fill(Number.NaN);
  const read = Math.min(values.length, tokens.length);
  for (let t = 0; t < read; t++) all[t] = values[t] ?? Number.NaN;
  if (before === null || read === tokens.length) return all;
  const { prefix, suffix } = findChange(before.text, text);
  const shift = text.length - before.text.length;
  let old = 0;
  for (let t = read; t < tokens.length; t++) {
    const end = tokens[t]?.end ?? 0;
    const inPrefix = end <= prefix;
    if (!inPrefix && end <= text.length - suffix) continue;
    const place = inPrefix ? end : end - shift;
    while (old < before.tokens.length && (before.tokens[old]?.end ?? 0) < place) old++;
    if (before.tokens[old]?.end === place) all[t] = before.values[old] ?? Number.NaN;
  }
  return all;
}

/** How a token is named in a sentence: its word, or what its white space is. */
export function tokenWord(text: string): string {
  const word = text.trim();
  if (word !== "") return word;
  if (text.includes("\n")) return "line break";
  return text === "" ? "part of a character" : "space";
}

/** A token's word; a lone mark takes the piece before it along: “works,”. */
export function wordAt(texts: readonly string[], at: number): string {
  const text = texts[at] ?? "";
  if (text.trim() === "" || /[\p{L}\p{N}]/u.test(text)) return tokenWord(text);
  const before = texts[at - 1] ?? "";
  // Two parts of one character both have it as their text.
  return tokenWord(before === text ? text : `${before}${text}`);
}

/** Text of each token. */
export function tokenTexts({ text, tokens }: Pick<ReadRun, "text" | "tokens">): readonly string[] {
  return tokens.map(({ start, end }) => text.slice(start, end));
}

/**
 * Tokens that the charts draw, in order: all of a text; of a chat those of the messages' own words,
 * and the template's as well where they are shown.
 */
export function drawnTokens(
  { tokens, contents }: Pick<ReadRun, "tokens" | "contents">,
  chat: boolean,
  withTemplate: boolean,
): readonly number[] {
  const all = tokens.map((_, index) => index);
  if (!chat || withTemplate) return all;
  let message = 0;
  return all.filter((index) => {
    const token = tokens[index];
    if (token === undefined) return false;
    while (message < contents.length && (contents[message]?.end ?? 0) <= token.start) message++;
    const content = contents[message];
    return content !== undefined && token.end > content.start && !token.special;
  });
}
