import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentAt, segmentTokens, spansOfPieces } from "./segments.ts";

describe("segmentTokens", () => {
  it("gives one piece a token, and plain pieces for what no token covers", () => {
    const tokens = [
      { start: 0, end: 3 },
      { start: 3, end: 5 },
    ];
    expect(segmentTokens("abcdefg", tokens)).toEqual([
      { start: 0, end: 3, first: 0, last: 0 },
      { start: 3, end: 5, first: 1, last: 1 },
      { start: 5, end: 7, first: null, last: null },
    ]);
  });

  it("draws the halves of a character together", () => {
    const tokens = [
      { start: 0, end: 1 },
      { start: 1, end: 3 },
      { start: 1, end: 3 },
      { start: 1, end: 3 },
      { start: 3, end: 4 },
    ];
    const segments = segmentTokens("a😀b", tokens);
    expect(segments.map(({ first, last }) => [first, last])).toEqual([
      [0, 0],
      [1, 3],
      [4, 4],
    ]);
  });

  it("joins a token without characters to the piece before it", () => {
    const segments = segmentTokens("ab", [
      { start: 0, end: 1 },
      { start: 1, end: 1 },
      { start: 1, end: 2 },
    ]);
    expect(segments.map(({ first, last }) => [first, last])).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  it("covers any text exactly once, whatever the spans", () => {
    const span = fc.tuple(fc.nat(30), fc.nat(6));
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(span, { maxLength: 12 }), (text, raw) => {
        const tokens = raw
          .map(([start, size]) => ({ start, end: start + size }))
          .sort((a, b) => a.start - b.start || a.end - b.end);
        const segments = segmentTokens(text, tokens);
        expect(segments.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
        for (const { start, end } of segments) expect(end).toBeGreaterThan(start);
      }),
    );
  });
});

describe("segmentAt", () => {
  it("finds the piece of a character by halving", () => {
    const segments = segmentTokens("one two three", spansOfPieces(["one", " two", " three"]));
    expect([0, 2, 3, 6, 12, 13, -1].map((offset) => segmentAt(segments, offset))).toEqual([
      0, 0, 1, 1, 2, -1, -1,
    ]);
  });
});
