import { describe, expect, it } from "vitest";
import { bandPath, extentOf, lastFinite, linePath } from "./paths.ts";

const x = (index: number) => index * 10;
const y = (value: number) => 100 - value;

describe("paths", () => {
  it("draws a line and breaks it where there is no reading", () => {
    expect(linePath([1, 2, 3], x, y)).toBe("M0,99L10,98L20,97");
    expect(linePath([1, 2, Number.NaN, 4, 5], x, y)).toBe("M0,99L10,98M30,96L40,95");
    expect(linePath([Number.NaN], x, y)).toBe("");
  });

  it("closes a band and leaves out what is not there yet", () => {
    expect(bandPath([0, 0], [10, 20], x, y)).toBe("M0,90L10,80L10,100L0,100Z");
    expect(bandPath([0, Number.NaN], [10, Number.NaN], x, y)).toBe("M0,90L0,100Z");
  });

  it("finds the extent of what is finite", () => {
    expect(extentOf([[1, Number.NaN, 4], new Float32Array([-3])], [-1, 1])).toEqual([-3, 4]);
    expect(extentOf([], [-1, 1])).toEqual([-1, 1]);
  });

  it("finds the end of a curve that is still being drawn", () => {
    expect(lastFinite([1, 2, Number.NaN])).toBe(1);
    expect(lastFinite([])).toBe(-1);
  });
});
