import { describe, expect, it } from "vitest";
import { NO_ROWS } from "../../state/rows.ts";
import type { ReadRun } from "../../state/runs.ts";
import { carriedValues, drawnTokens, runToShow, tokenWord, wordAt } from "./shown.ts";

const token = (start: number, end: number, special = false) => ({
  id: 1,
  start,
  end,
  partial: false,
  special,
});

function run(id: number, count: number): ReadRun {
  return {
    id,
    set: "text",
    text: "ab",
    tokens: [token(0, 1), token(1, 2)],
    unread: 0,
    contents: [],
    rows: { ...NO_ROWS, count },
    done: null,
    recorded: null,
  };
}

describe("runToShow", () => {
  it("keeps the older run until the newer one has readings", () => {
    const [older, newer] = [run(1, 2), run(2, 0)];
    expect(runToShow(newer, older)).toBe(older);
    expect(runToShow(run(2, 1), older)?.id).toBe(2);
    expect(runToShow(newer, null)).toBe(newer);
    expect(runToShow(null, older)).toBeNull();
  });
});

describe("carriedValues", () => {
  const spans = (text: string) => [...text].map((_, at) => ({ end: at + 1 }));
  const before = { text: "abcde", tokens: spans("abcde"), values: [0, 1, 2, 3, 4] };

  it("keeps what was read, carries the common end, and leaves a gap at the change", () => {
    const now = { text: "abXYde", tokens: spans("abXYde"), values: [10, 11] };
    expect([...carriedValues(now, before)]).toEqual([10, 11, Number.NaN, Number.NaN, 3, 4]);
  });

  it("carries the common beginning while nothing is read yet", () => {
    const now = { text: "abc!", tokens: spans("abc!"), values: [] };
    expect([...carriedValues(now, before)]).toEqual([0, 1, 2, Number.NaN]);
  });

  it("follows the token that ends at the same character", () => {
    const now = { text: "bde", tokens: [{ end: 1 }, { end: 3 }], values: [] };
    expect([...carriedValues(now, before)]).toEqual([Number.NaN, 4]);
  });

  it("has no value without a text before", () => {
    const now = { text: "ab", tokens: spans("ab"), values: [7] };
    expect([...carriedValues(now, null)]).toEqual([7, Number.NaN]);
  });
});

describe("tokenWord", () => {
  it("names white space and halves of characters", () => {
    expect(tokenWord(" nothing")).toBe("nothing");
    expect(tokenWord(" ")).toBe("space");
    expect(tokenWord("\n")).toBe("line break");
    expect(tokenWord("")).toBe("part of a character");
  });

  it("names a lone mark with the piece before it", () => {
    const texts = [" works", ",", " 9", "\n", "!"];
    expect(texts.map((_, at) => wordAt(texts, at))).toEqual([
      "works",
      "works,",
      "9",
      "line break",
      "!",
    ]);
    expect(wordAt(["👦", "👦"], 1)).toBe("👦");
  });
});

describe("drawnTokens", () => {
  const chat = {
    tokens: [token(0, 4, true), token(4, 5), token(5, 7), token(7, 9), token(9, 12, true)],
    contents: [{ start: 5, end: 9 }],
  };

  it("leaves the template out of a chat unless it is shown", () => {
    expect(drawnTokens(chat, true, false)).toEqual([2, 3]);
    expect(drawnTokens(chat, true, true)).toEqual([0, 1, 2, 3, 4]);
    expect(drawnTokens(chat, false, false)).toEqual([0, 1, 2, 3, 4]);
  });
});
