/** Where tokens, given as the bytes that they stand for, lie in a text. */

/** Where a token lies in the text, in UTF-16 indices. */
export interface PieceSpan {
  readonly start: number;
  readonly end: number;
  /** The token's bytes end inside a character; the span covers all of that character. */
  readonly partial: boolean;
}

/**
 * Where each token lies in `text`. The tokens must spell the text's UTF-8 or a beginning of it, else
 * RangeError. A half surrogate counts as U+FFFD, as TextEncoder writes it.
 *
 * A span covers every character that the token's bytes touch: of two tokens that share a
 * character, the first is partial and the second starts where that character starts. `unspelt`
 * names bytes that the vocabulary has no token for: they vanish between tokens.
 */
export function byteSpans(
  text: string,
  tokens: readonly Uint8Array[],
  unspelt: ReadonlySet<number> = new Set(),
): PieceSpan[] {
  const bytes = new TextEncoder().encode(text);
  const starts = characterStarts(text, bytes);
  const spans: PieceSpan[] = [];
  let at = 0;
  for (const token of tokens) {
    while (at < bytes.length && unspelt.has(bytes[at] as number)) at++;
    let next = at;
    for (const byte of token) {
      while (next < bytes.length && unspelt.has(bytes[next] as number)) next++;
      if (next >= bytes.length || bytes[next] !== byte) {
        throw new RangeError(`token ${spans.length} does not continue the text`);
      }
      next++;
    }
    const partial = next < bytes.length && isContinuation(bytes[next] as number);
    // The end is where the next whole character starts.
    let boundary = next;
    while (boundary < bytes.length && isContinuation(bytes[boundary] as number)) boundary++;
    spans.push({ start: starts[at] as number, end: starts[boundary] as number, partial });
    at = next;
  }
  return spans;
}

/** For every byte, and for the end: the UTF-16 index at which its character starts. */
function characterStarts(text: string, bytes: Uint8Array): Uint32Array {
  const starts = new Uint32Array(bytes.length + 1);
  let index = 0;
  let next = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (!isContinuation(byte)) {
      index = next;
      // Four bytes of UTF-8 are a surrogate pair.
      next += byte >= 0xf0 ? 2 : 1;
    }
    starts[i] = index;
  }
  starts[bytes.length] = text.length;
  return starts;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
