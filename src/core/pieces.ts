/**
 * Text and tokens of a byte-level BPE (the GPT-2 kind).
 *
 * Such a vocabulary spells a token's bytes in a printable alphabet: a byte that is a printable
 * Latin-1 character stands for itself, the 68 others take the characters from U+0100 on, in order.
 */

/** Where a token lies in the text, in UTF-16 indices. */
export interface PieceSpan {
  readonly start: number;
  readonly end: number;
  /** The token's bytes end inside a character; the span covers all of that character. */
  readonly partial: boolean;
}

const BYTE_OF = new Map<string, number>(byteAlphabet().map((character, byte) => [character, byte]));

/** The character that stands for each byte 0 … 255. */
export function byteAlphabet(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable =
      (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
    return String.fromCharCode(printable ? byte : next++);
  });
}

/** The text with each half surrogate replaced by U+FFFD. Its length does not change. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The bytes that a token stands for. A character outside the alphabet (in a special token) counts as its UTF-8. */
export function tokenBytes(token: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of token) {
    const byte = BYTE_OF.get(character);
    if (byte === undefined) bytes.push(...new TextEncoder().encode(character));
    else bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/**
 * Where each token lies in `text`. The tokens must spell the text or a beginning of it, else
 * RangeError. A half surrogate counts as U+FFFD, as TextEncoder writes it.
 *
 * A span covers every character that the token's bytes touch: of two tokens that share a
 * character, the first is partial and the second starts where that character starts. `unspelt`
 * names bytes that the vocabulary has no token for: they vanish between tokens.
 */
export function tokenSpans(
  text: string,
  tokens: readonly string[],
  unspelt: ReadonlySet<number> = new Set(),
): PieceSpan[] {
  const bytes = new TextEncoder().encode(text);
  const starts = characterStarts(text, bytes);
  const spans: PieceSpan[] = [];
  let at = 0;
  for (const token of tokens) {
    while (at < bytes.length && unspelt.has(bytes[at] as number)) at++;
    let next = at;
    for (const byte of tokenBytes(token)) {
      while (next < bytes.length && unspelt.has(bytes[next] as number)) next++;
      if (next >= bytes.length || bytes[next] !== byte) {
        throw new RangeError(`token ${spans.length} (${token}) does not continue the text`);
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

/** Joins tokens to text as they come: a character appears with the token that completes it. */
export class PieceDecoder {
  // ignoreBOM: a byte order mark in the text is text.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  /** The text that this token completes; "" while a character is still open. */
  push(token: string): string {
    return this.#decoder.decode(tokenBytes(token), { stream: true });
  }

  /** What is left of a character that was never completed: U+FFFD or "". */
  end(): string {
    return this.#decoder.decode();
  }
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
