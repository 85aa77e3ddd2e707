import { describe, expect, it } from "vitest";
import { type Figure, verdict } from "./figures.ts";
import { parseStatus } from "./memory.ts";
import { spread } from "./statistics.ts";

const figure = (more: Partial<Figure>): Figure => ({
  name: "a figure",
  value: 1,
  unit: "s",
  digits: 1,
  ...more,
});

describe("verdict", () => {
  it("is met at the target, and says by how much it is missed beyond", () => {
    expect(verdict(figure({ value: 8, target: 8 }))).toBe("met");
    expect(verdict(figure({ value: 9, target: 8 }))).toBe("missed by 1.0\u00a0s (13 %)");
    expect(verdict(figure({ value: 6.5, target: 5, unit: "%" }))).toBe("missed by 1.5\u00a0%");
    expect(verdict(figure({}))).toBe("");
  });

  it("does not take a figure that was not measured for one that is met", () => {
    expect(verdict(figure({ value: Number.NaN, target: 8 }))).toBe("not measured");
  });
});

describe("spread", () => {
  it("gives median, ends and 95 %", () => {
    const values = Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    expect(spread(values)).toEqual({ median: 50, low: 0, high: 100, p95: 95, count: 101 });
    expect(() => spread([])).toThrow(RangeError);
  });
});

describe("parseStatus", () => {
  it("reads the kernel's kibibytes as megabytes", () => {
    const status =
      "Name:\tchromium\nVmHWM:\t 1000000 kB\nVmRSS:\t  500000 kB\nRssAnon:\t  250000 kB\n";
    expect(parseStatus(status)).toEqual({ peak: 1024, resident: 512, own: 256 });
    expect(parseStatus("Name:\tkthreadd\n")).toBeNull();
  });
});
