import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteAlphabet, PieceDecoder, tokenBytes, tokenSpans, wellFormed } from "./pieces.ts";

const alphabet = byteAlphabet();
const spell = (bytes: Iterable<number>) => [...bytes].map((b) => alphabet[b]).join("");

/** The text's tokens when its bytes are cut at these places. */
function cut(text: string, cuts: readonly number[]): string[] {
  const bytes = new TextEncoder().encode(text);
  const places = [...new Set(cuts.map((c) => c % (bytes.length + 1)))].sort((a, b) => a - b);
  const edges = [0, ...places.filter((p) => p > 0 && p < bytes.length), bytes.length];
  return edges.slice(1).map((end, i) => spell(bytes.slice(edges[i], end)));
}

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  // Arbitrary UTF-16, half surrogates too.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom("😀", "é", "日", "\ud83d", "\ude00", "a", "\ufeff"))
    .map((c) => c.join("")),
);
const cuts = fc.array(fc.nat(400), { maxLength: 40 });

describe("the byte alphabet", () => {
  it("is GPT-2's", () => {
    expect(alphabet[0x20]).toBe("Ġ");
    expect(alphabet[0x0a]).toBe("Ċ");
    expect(alphabet[0x09]).toBe("ĉ");
    expect(alphabet[0x00]).toBe("Ā");
    expect(alphabet[0x7f]).toBe("ġ");
    expect(alphabet[0xad]).toBe("Ń");
    expect(alphabet[0x41]).toBe("A");
    expect(new Set(alphabet).size).toBe(256);
  });

  it("goes back to bytes", () => {
    for (let byte = 0; byte < 256; byte++) {
      expect([...tokenBytes(alphabet[byte] ?? "")]).toEqual([byte]);
    }
    expect([...tokenBytes("日")]).toEqual([0xe6, 0x97, 0xa5]);
  });
});

describe("wellFormed", () => {
  it("replaces half surrogates and nothing else", () => {
    expect(wellFormed("a\ud83d😀\ude00")).toBe("a\ufffd😀\ufffd");
    fc.assert(
      fc.property(anyText, (text) => {
        const throughBytes = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
          new TextEncoder().encode(text),
        );
        expect(wellFormed(text)).toBe(throughBytes);
        expect(wellFormed(text)).toHaveLength(text.length);
      }),
    );
  });
});

describe("tokenSpans", () => {
  it("finds words and spaces", () => {
    expect(tokenSpans("a b\n", ["a", "Ġb", "Ċ"])).toEqual([
      { start: 0, end: 1, partial: false },
      { start: 1, end: 3, partial: false },
      { start: 3, end: 4, partial: false },
    ]);
  });

  it("gives a half character the span of the whole", () => {
    const [a, b] = cut("x😀y", [3]);
    expect(tokenSpans("x😀y", [a ?? "", b ?? ""])).toEqual([
      { start: 0, end: 3, partial: true },
      { start: 1, end: 4, partial: false },
    ]);
  });

  it("counts a half surrogate as U+FFFD", () => {
    expect(tokenSpans("\ud83da", [spell([0xef, 0xbf, 0xbd]), "a"])).toEqual([
      { start: 0, end: 1, partial: false },
      { start: 1, end: 2, partial: false },
    ]);
  });

  it("takes a beginning of the text, and empty text", () => {
    expect(tokenSpans("abc", ["ab"])).toEqual([{ start: 0, end: 2, partial: false }]);
    expect(tokenSpans("", [])).toEqual([]);
  });

  it("refuses tokens that spell something else", () => {
    expect(() => tokenSpans("abc", ["ab", "d"])).toThrow(/token 1/);
    expect(() => tokenSpans("abc", ["abcd"])).toThrow(RangeError);
  });

  it("covers the text, in order, at character boundaries, however it is cut", () => {
    fc.assert(
      fc.property(anyText, cuts, (text, places) => {
        const tokens = cut(text, places);
        const spans = tokenSpans(text, tokens);
        expect(spans).toHaveLength(tokens.length);
        const formed = wellFormed(text);
        let covered = 0;
        let open = false;
        for (const [i, { start, end, partial }] of spans.entries()) {
          // Only a partial token shares characters with the one after it.
          expect(open ? start < covered : start === covered).toBe(true);
          expect(end).toBeGreaterThanOrEqual(covered);
          expect(wellFormed(formed.slice(start, end))).toBe(formed.slice(start, end));
          // A token that shares no character is spelled by its span alone.
          if (!open && !partial) {
            expect(spell(new TextEncoder().encode(formed.slice(start, end)))).toBe(tokens[i]);
          }
          covered = end;
          open = partial;
        }
        expect(covered).toBe(text.length);
        expect(open).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("PieceDecoder", () => {
  it("joins to the text, however it is cut", () => {
    fc.assert(
      fc.property(anyText, cuts, (text, places) => {
        const decoder = new PieceDecoder();
        const pieces = cut(text, places).map((token) => decoder.push(token));
        expect(pieces.join("") + decoder.end()).toBe(wellFormed(text));
      }),
    );
  });

  it("shows an unfinished character as U+FFFD at the end", () => {
    const decoder = new PieceDecoder();
    expect(decoder.push(spell([0xf0, 0x9f]))).toBe("");
    expect(decoder.end()).toBe("\ufffd");
  });
});
