/**
 * A tokenised text as the pieces that are drawn. Tokens that share a character (half of an emoji
 * each) make one piece; text that no token covers makes a piece of its own.
 */

/** The part of a token that drawing needs; `TokenSpan` of the worker's contract has it. */
export interface TextToken {
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
}

export interface Segment {
  readonly start: number;
  readonly end: number;
  /** First and last token of the piece, or null for text without a token. */
  readonly first: number | null;
  readonly last: number | null;
}

function bare(start: number, end: number): Segment {
  return { start, end, first: null, last: null };
}

/** Pieces in the order of the text; together they cover it exactly once. Tokens are in text order. */
export function segmentTokens(text: string, tokens: readonly TextToken[]): Segment[] {
  const segments: Segment[] = [];
  let covered = 0;
  tokens.forEach((token, index) => {
    const end = Math.min(token.end, text.length);
    const before = segments.at(-1);
    // Shares a character with the piece before, or adds none: drawn together.
    if (before?.first != null && (token.start < covered || end <= covered)) {
      segments[segments.length - 1] = {
        ...before,
        end: Math.max(before.end, end),
        last: index,
      };
      covered = Math.max(covered, end);
      return;
    }
    if (end <= Math.max(covered, token.start)) return;
    if (token.start > covered) segments.push(bare(covered, token.start));
    segments.push({ start: Math.max(covered, token.start), end, first: index, last: index });
    covered = end;
  });
  if (covered < text.length) segments.push(bare(covered, text.length));
  return segments;
}

/** Index of the piece that holds the character at `offset`, or −1. */
export function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment === undefined) return -1;
    if (offset < segment.start) high = middle - 1;
    else if (offset >= segment.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Spans of text pieces that join to one text, as generated tokens arrive. */
export function spansOfPieces(pieces: readonly string[]): TextToken[] {
  let end = 0;
  return pieces.map((piece) => {
    const start = end;
    end += piece.length;
    return { start, end };
  });
}
