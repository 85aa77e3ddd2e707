import { describe, expect, it } from "vitest";
import { promptWords } from "./prompt-words.ts";

const token = (start: number, end: number) => ({
  id: 1,
  start,
  end,
  partial: false,
  special: false,
});

describe("promptWords", () => {
  it("shows plain text whole", () => {
    const tokens = [token(0, 2), token(2, 5)];
    expect(promptWords({ text: "It is", tokens }, "It is")).toEqual({
      text: "It is",
      tokens,
      first: 0,
    });
  });

  it("cuts a chat's preamble and keeps the opening of the reply", () => {
    const text = "<s>system<u>It is<a>";
    const tokens = [
      token(0, 3),
      token(3, 9),
      token(9, 12),
      token(12, 14),
      token(14, 17),
      token(17, 20),
    ];
    const cut = promptWords({ text, tokens }, "It is");
    expect(cut.text).toBe("It is<a>");
    expect(cut.first).toBe(3);
    expect(cut.tokens.map(({ start, end }) => cut.text.slice(start, end))).toEqual([
      "It",
      " is",
      "<a>",
    ]);
  });

  it("shows everything where the words are not found", () => {
    const tokens = [token(0, 3)];
    expect(promptWords({ text: "abc", tokens }, "x").text).toBe("abc");
  });
});
