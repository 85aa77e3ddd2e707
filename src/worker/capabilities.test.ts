import { describe, expect, it } from "vitest";
import { hasSimd, threadCount } from "./capabilities.ts";

describe("capabilities", () => {
  it("finds SIMD in this Node", () => {
    expect(hasSimd()).toBe(true);
  });

  it.each([
    [true, 8, 4],
    [true, 2, 2],
    [true, undefined, 1],
    [false, 8, 1],
  ])("isolated %s with %s cores takes %s threads", (isolated, cores, threads) => {
    expect(threadCount(isolated, cores)).toBe(threads);
  });
});
