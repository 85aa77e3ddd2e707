/**
 * Text and tokens of the sentencepiece kind of BPE.
 *
 * Such a vocabulary spells text as it is, a blank as "▁" (U+2581). A character that it lacks is
 * spelled by one token for each of its UTF-8 bytes, named "<0x00>" to "<0xFF>".
 */

/** What stands for a blank in a token. */
export const BLANK_MARK = "\u2581";

const BYTE_TOKEN = /^<0x([0-9A-F]{2})>$/;

/** The names of the 256 byte tokens, by byte. */
export function byteTokens(): string[] {
  return Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
  );
}

export function isByteToken(token: string): boolean {
  return BYTE_TOKEN.test(token);
}

/** The bytes of the normalised text (blanks as "▁") that a token covers. */
export function sentencepieceBytes(token: string): Uint8Array {
  const hex = BYTE_TOKEN.exec(token)?.[1];
  return hex === undefined
    ? new TextEncoder().encode(token)
    : Uint8Array.of(Number.parseInt(hex, 16));
}

/** The bytes that a token adds to a text that is written out: "▁" is a blank again. */
export function sentencepieceTextBytes(token: string): Uint8Array {
  return sentencepieceBytes(token.replaceAll(BLANK_MARK, " "));
}
