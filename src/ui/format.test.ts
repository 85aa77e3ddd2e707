import { describe, expect, it } from "vitest";
import {
  count,
  day,
  isolated,
  megabytes,
  megabytesOf,
  plain,
  secondsLeft,
  signed,
  tick,
} from "./format.ts";

describe("numbers for people", () => {
  it("signs readings with a true minus and leaves zero without a sign", () => {
    expect(signed(2.44)).toBe("+2.4");
    expect(signed(-1.94)).toBe("\u22121.9");
    expect(signed(-0.04)).toBe("0.0");
    expect(signed(Number.NaN)).toBe("–");
    expect(signed(0.354, 2)).toBe("+0.35");
  });

  it("isolates words that run from right to left, and leaves others as they are", () => {
    expect(isolated("nothing")).toBe("nothing");
    expect(isolated("\u0643\u064a\u0641")).toBe("\u2068\u0643\u064a\u0641\u2069");
  });

  it("drops the plus where a quantity has none", () => {
    expect(plain(7.81)).toBe("7.8");
    expect(plain(-0.5)).toBe("\u22120.5");
  });

  it("writes ticks with the digits they need", () => {
    expect([1, -0.5, 0, 0.1 + 0.2].map(tick)).toEqual(["+1", "\u22120.5", "0", "+0.3"]);
  });

  it("writes sizes and times roundly", () => {
    expect(megabytes(98_123_456)).toBe("98 MB");
    expect(megabytes(1_640_000)).toBe("1.6 MB");
    expect(megabytes(0)).toBe("0 MB");
    expect(megabytesOf(12e6, 98e6)).toBe("12 of 98 MB");
    expect(secondsLeft(7.2)).toBe("8 s left");
    expect(secondsLeft(0)).toBe("1 s left");
    expect(secondsLeft(200)).toBe("3 min left");
    expect(secondsLeft(Number.POSITIVE_INFINITY)).toBe("");
  });

  it("gives the same day in every time zone, and counts in words", () => {
    expect(day("2026-11-25T23:30:00Z")).toBe("25 Nov 2026");
    expect(day("not a date")).toBe("not a date");
    expect(count(1, "token")).toBe("1 token");
    expect(count(2048, "token")).toBe("2,048 tokens");
  });
});
