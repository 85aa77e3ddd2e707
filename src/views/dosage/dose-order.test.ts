import { describe, expect, it } from "vitest";
import { chartDoses, chartScale, withUnit } from "./dose-order.ts";

describe("chartScale", () => {
  it("is log where numbers span decades, also from zero", () => {
    expect(chartScale(["500", "16000"])).toBe("log");
    expect(chartScale(["0", "2", "4", "16", "48", "96"])).toBe("log");
  });

  it("is linear for near numbers and words for words", () => {
    expect(chartScale(["0", "2", "5", "10", "15", "20"])).toBe("linear");
    expect(chartScale(["37", "38", "41"])).toBe("linear");
    expect(chartScale(["a candle", "2"])).toBe("words");
    expect(chartScale(["0"])).toBe("linear");
  });
});

describe("chartDoses", () => {
  it("puts the unit at the highest dose, wherever it stands", () => {
    const labels = chartDoses(["8", "2", "4"], "mg").map(({ label }) => label);
    expect(labels).toEqual(["8 mg", "2", "4"]);
  });

  it("leaves words without place or unit", () => {
    expect(chartDoses(["a", "b"], "mg")).toEqual([
      { label: "a", x: null },
      { label: "b", x: null },
    ]);
  });
});

describe("withUnit", () => {
  it("adds it to numbers only", () => {
    expect(withUnit("20", "of 20")).toBe("20 of 20");
    expect(withUnit("few", "of 20")).toBe("few");
    expect(withUnit("20", "")).toBe("20");
  });
});
