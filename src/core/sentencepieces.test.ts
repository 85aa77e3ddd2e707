import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PieceDecoder } from "./pieces.ts";
import {
  byteTokens,
  isByteToken,
  sentencepieceBytes,
  sentencepieceTextBytes,
} from "./sentencepieces.ts";
import { byteSpans } from "./token-spans.ts";

const names = byteTokens();
const inBytes = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => names[byte] ?? "");
const spans = (text: string, tokens: readonly string[]) =>
  byteSpans(text, tokens.map(sentencepieceBytes));

describe("sentencepiece tokens", () => {
  it("names a token for every byte", () => {
    expect(names[0]).toBe("<0x00>");
    expect(names[0xe2]).toBe("<0xE2>");
    expect(names.every(isByteToken)).toBe(true);
    for (const near of ["<0xe2>", "<0xE>", "<0x0A> ", "0x0A"])
      expect(isByteToken(near)).toBe(false);
  });

  it("flags the byte tokens inside a character as partial, each with the character's span", () => {
    const tokens = ["▁a", ...inBytes("🙂"), "b"];
    expect(spans("▁a🙂b", tokens)).toEqual([
      { start: 0, end: 2, partial: false },
      { start: 2, end: 4, partial: true },
      { start: 2, end: 4, partial: true },
      { start: 2, end: 4, partial: true },
      { start: 2, end: 4, partial: false },
      { start: 4, end: 5, partial: false },
    ]);
  });

  it("refuses tokens that spell another text", () => {
    expect(() => spans("ab", ["a", "c"])).toThrow(RangeError);
  });

  it("gives text back as its tokens come", () => {
    const decoder = new PieceDecoder(sentencepieceTextBytes);
    const pieces = ["▁Hi", "▁", ...inBytes("é"), "▁▁x"].map((token) => decoder.push(token));
    expect(pieces).toEqual([" Hi", " ", "", "é", "  x"]);
  });

  it("covers any text by its byte tokens and gives it back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = text.toWellFormed();
        const tokens = inBytes(clean);
        expect(spans(clean, tokens).at(-1)?.end ?? 0).toBe(clean.length);
        const decoder = new PieceDecoder(sentencepieceTextBytes);
        expect(tokens.map((token) => decoder.push(token)).join("") + decoder.end()).toBe(clean);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
