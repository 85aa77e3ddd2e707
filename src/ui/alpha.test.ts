import { describe, expect, it } from "vitest";
import { keyStep, parseNumber, snap } from "./alpha.ts";

const range = { min: -0.6, max: 0.6, precision: 0.01, step: 0.05 };

describe("slider values", () => {
  it("snaps to the grid and to the limits, without −0", () => {
    expect(snap(0.3549, range)).toBe(0.35);
    expect(snap(9, range)).toBe(0.6);
    expect(Object.is(snap(-0.001, range), 0)).toBe(true);
  });

  it("moves by steps and stays inside", () => {
    expect(keyStep("ArrowRight", 0.1, range)).toBe(0.15);
    expect(keyStep("ArrowLeft", -0.58, range)).toBe(-0.6);
    expect(keyStep("PageUp", 0, range)).toBe(0.1);
    expect(keyStep("End", 0, range)).toBe(0.6);
    expect(keyStep("a", 0, range)).toBeNull();
  });

  it("reads what people type", () => {
    expect(parseNumber(" +0,35 ")).toBe(0.35);
    expect(parseNumber("\u22120.2")).toBe(-0.2);
    expect(parseNumber(".5")).toBe(0.5);
    for (const wrong of ["", "-", "1e3", "0.3.4", "NaN", "0x10"])
      expect(parseNumber(wrong)).toBeNull();
  });
});
