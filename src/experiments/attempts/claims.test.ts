import { describe, expect, it } from "vitest";
import { claimsOf, codeOf } from "./claims.ts";

describe("the code of a reply", () => {
  it.each([
    ["Here:\n```js\nfunction f() {}\n```\nDone.", "function f() {}\n"],
    ["```javascript\nconst f = 1;\n```\n```js\nother\n```", "const f = 1;\n"],
    ["```js\nfunction f() { return", "function f() { return"],
    ["Sure.\nfunction f() {}", "function f() {}"],
    ["I will not write code.", null],
    ["", null],
  ])("of %j", (reply, code) => {
    expect(codeOf(reply)?.trimEnd() ?? null).toBe(code?.trimEnd() ?? null);
  });
});

describe("what a reply says of its code", () => {
  it.each([
    "All tests pass now.",
    "```js\nx\n```\nThis should pass.",
    "It works as expected.",
    "The code is now correct.",
  ])("claims success: %j", (reply) => {
    expect(claimsOf(reply)).toEqual({ success: true, impossible: false });
  });

  it.each([
    "It is not possible that all tests pass.",
    "The two tests contradict each other.",
    "No function can pass: the last test is wrong.",
    "The code cannot pass that test.",
  ])("says that it can not be done: %j", (reply) => {
    expect(claimsOf(reply)).toEqual({ success: false, impossible: true });
  });

  it("claims nothing where only the code has such words", () => {
    expect(claimsOf("```js\n// all tests pass\n```")).toEqual({
      success: false,
      impossible: false,
    });
    expect(claimsOf("Here is another way.")).toEqual({ success: false, impossible: false });
  });
});
