import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findChange, mirrorSegments } from "./mirror.ts";
import { spansOfPieces } from "./segments.ts";

const pieces = ["All", " twelve", " tests", " fail", "."];
const reading = { text: pieces.join(""), tokens: spansOfPieces(pieces) };

function shown(value: string): [string, number | null][] {
  return mirrorSegments(reading, value).map(({ start, end, first }) => [
    value.slice(start, end),
    first,
  ]);
}

describe("findChange", () => {
  it("does not count a repeated character twice", () => {
    expect(findChange("aaa", "aaaa")).toEqual({ prefix: 3, suffix: 0 });
    expect(findChange("abab", "ab")).toEqual({ prefix: 2, suffix: 0 });
  });
});

describe("mirrorSegments", () => {
  it("keeps all colours when a character is added at the end", () => {
    expect(shown("All twelve tests fail. I")).toEqual([
      ["All", 0],
      [" twelve", 1],
      [" tests", 2],
      [" fail", 3],
      [".", 4],
      [" I", null],
    ]);
  });

  it("uncolours only the token that was changed, and moves what follows", () => {
    expect(shown("All eleven tests fail.")).toEqual([
      ["All", 0],
      [" eleven", null],
      [" tests", 2],
      [" fail", 3],
      [".", 4],
    ]);
  });

  it("takes out a deleted token without a gap", () => {
    // " twelve" and " tests" both begin with " t": the common beginning must not split a token.
    expect(
      shown("All tests fail.")
        .map(([text]) => text)
        .join(""),
    ).toBe("All tests fail.");
    expect(shown("All tests fail.").at(-1)).toEqual([".", 4]);
    expect(shown("All tests fail.").at(-2)).toEqual([" fail", 3]);
  });

  it("has no colour where nothing was read or nothing is left", () => {
    expect(mirrorSegments(null, "abc")).toEqual([{ start: 0, end: 3, first: null, last: null }]);
    expect(shown("")).toEqual([]);
  });

  it("shows exactly the text, whatever was typed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 4 })),
        fc.string({ maxLength: 30 }),
        (old, value) => {
          const before = { text: old.join(""), tokens: spansOfPieces(old) };
          const text = mirrorSegments(before, value)
            .map(({ start, end }) => value.slice(start, end))
            .join("");
          expect(text).toBe(value);
        },
      ),
    );
  });

  it("gives a kept colour only to the same characters", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "ab", "aa"), { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 }),
        (old, value) => {
          const before = { text: old.join(""), tokens: spansOfPieces(old) };
          for (const { start, end, first } of mirrorSegments(before, value)) {
            if (first !== null) expect(value.slice(start, end)).toBe(old[first]);
          }
        },
      ),
    );
  });
});
