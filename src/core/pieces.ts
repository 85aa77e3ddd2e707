/**
 * Text and tokens of a byte-level BPE (the GPT-2 kind).
 *
 * Such a vocabulary spells a token's bytes in a printable alphabet: a byte that is a printable
 * Latin-1 character stands for itself, the 68 others take the characters from U+0100 on, in order.
 */

import { byteSpans, type PieceSpan } from "./token-spans.ts";

export type { PieceSpan } from "./token-spans.ts";

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

/** Where each token lies in `text`; see byteSpans. Throws RangeError where the tokens do not spell it. */
export function tokenSpans(
  text: string,
  tokens: readonly string[],
  unspelt: ReadonlySet<number> = new Set(),
): PieceSpan[] {
  return byteSpans(text, tokens.map(tokenBytes), unspelt);
}

/** Joins tokens to text as they come: a character appears with the token that completes it. */
export class PieceDecoder {
  // ignoreBOM: a byte order mark in the text is text.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #bytesOf: (token: string) => Uint8Array;

  /** `bytesOf` spells a token of the vocabulary's kind: byte-level unless told otherwise. */
  constructor(bytesOf: (token: string) => Uint8Array = tokenBytes) {
    this.#bytesOf = bytesOf;
  }

  /** The text that this token completes; "" while a character is still open. */
  push(token: string): string {
    return this.pushBytes(this.#bytesOf(token));
  }

  /** The same for a token that is given as its bytes. */
  pushBytes(bytes: Uint8Array): string {
    return this.#decoder.decode(bytes, { stream: true });
  }

  /** What is left of a character that was never completed: U+FFFD or "". */
  end(): string {
    return this.#decoder.decode();
  }
}
