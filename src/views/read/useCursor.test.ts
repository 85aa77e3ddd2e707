import { describe, expect, it } from "vitest";
import { strongestToken } from "./useCursor.ts";

describe("strongestToken", () => {
  it("finds the largest value among the tokens that are drawn", () => {
    expect(strongestToken([Number.NaN, 1, 9, 3], [0, 1, 3])).toBe(3);
    expect(strongestToken([Number.NaN], [0])).toBeNull();
    expect(strongestToken([], [0, 1])).toBeNull();
  });
});
