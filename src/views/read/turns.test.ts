import { describe, expect, it } from "vitest";
import { NO_ROWS } from "../../state/rows.ts";
import type { ReadRun } from "../../state/runs.ts";
import { chatLayout, nextRole, readPlaces, visibleToken, withMessage } from "./turns.ts";

/** "<s>user⏎" "Hi there" "<e>⏎" "<s>bot⏎" "Yes" "<e>": one token a word or mark. */
const TEXT = "<s>u\nHi there<e>\n<s>b\nYes<e>";
const PIECES = ["<s>", "u", "\n", "Hi", " there", "<e>", "\n", "<s>", "b", "\n", "Yes", "<e>"];

function chatRun(): ReadRun {
  let at = 0;
  const tokens = PIECES.map((piece) => {
    const start = at;
    at += piece.length;
    return { id: 1, start, end: at, partial: false, special: piece.startsWith("<") };
  });
  const contents = ["Hi there", "Yes"].map((words) => {
    const start = TEXT.indexOf(words);
    return { start, end: start + words.length };
  });
  const base = {
    id: 1,
    set: "text",
    unread: 0,
    rows: NO_ROWS,
    done: null,
    recorded: null,
  } as const;
  return { ...base, text: TEXT, tokens, contents };
}

describe("chatLayout", () => {
  it("gives each message its words and their tokens, and the template the rest", () => {
    const { turns, parts } = chatLayout(chatRun());
    expect(turns).toEqual([
      {
        text: "Hi there",
        tokens: [
          { start: 0, end: 2 },
          { start: 2, end: 8 },
        ],
        first: 3,
      },
      { text: "Yes", tokens: [{ start: 0, end: 3 }], first: 10 },
    ]);
    expect(parts).toEqual([
      { first: 0, end: 3 },
      { first: 5, end: 10 },
      { first: 11, end: 12 },
    ]);
  });

  it("cuts a token that reaches over the edge of a message", () => {
    const run = chatRun();
    const tokens = [
      { id: 1, start: 0, end: 6, partial: false, special: false },
      { id: 2, start: 6, end: TEXT.length, partial: false, special: false },
    ];
    const { turns } = chatLayout({ ...run, tokens, contents: [{ start: 5, end: 13 }] });
    expect(turns[0]?.tokens).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 8 },
    ]);
  });
});

describe("messages", () => {
  it("passes over empty messages", () => {
    const messages = [
      { role: "system", content: "" },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "" },
      { role: "user", content: "Well?" },
    ] as const;
    expect(readPlaces(messages)).toEqual([null, 0, null, 1]);
    expect(nextRole(messages)).toBe("assistant");
    expect(nextRole([])).toBe("user");
    expect(withMessage(messages, 1, { content: "Hello" })[1]).toEqual({
      role: "user",
      content: "Hello",
    });
  });

  it("shows line breaks", () => {
    expect(visibleToken("\n")).toBe("⏎");
  });
});
