import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { effectInBandWidths, rise } from "./dose-effect.ts";

describe("rise", () => {
  it("is the climb of a straight line over the ranks, whatever the doses' scale", () => {
    expect(rise([500, 1000, 16000], [1, 2, 3])).toBeCloseTo(2, 12);
    expect(rise([3, 1, 2], [3, 1, 2])).toBeCloseTo(2, 12);
    expect(rise([1, 2, 3], [5, 5, 5])).toBe(0);
    expect(rise([1, 2, 3], [3, 2, 1])).toBeCloseTo(-2, 12);
  });

  it("is not made by one stray value in the middle", () => {
    expect(rise([1, 2, 3], [0, 9, 0])).toBeCloseTo(0, 12);
  });

  it("says nothing where the dose does not vary", () => {
    expect(rise([2, 2], [1, 5])).toBeNaN();
    expect(rise([1], [1])).toBeNaN();
    expect(() => rise([1, 2], [1])).toThrow(RangeError);
  });
});

describe("effectInBandWidths", () => {
  const doses = [1, 2, 4, 8, 16];
  const random = createRandom(1);
  const curves = Array.from({ length: 20 }, () => doses.map(() => random.normal()));

  it("is small for a curve like the random ones and large for one that leaves them behind", () => {
    const rises = curves.map((c) => rise(doses, c)).sort((a, b) => a - b);
    const width =
      (rises[18] ?? 0) * 0.95 +
      (rises[19] ?? 0) * 0.05 -
      ((rises[0] ?? 0) * 0.05 + (rises[1] ?? 0) * 0.95);
    const steep = doses.map((_, i) => 5 * i);
    expect(effectInBandWidths(doses, steep, curves)).toBeCloseTo(20 / width, 9);
    expect(Math.abs(effectInBandWidths(doses, curves[0] ?? [], curves))).toBeLessThan(1.2);
  });

  it("does not count a level that all doses share", () => {
    const shifted = curves.map((c) => c.map((v) => v + 100));
    const curve = [0, 1, 2, 3, 4];
    expect(effectInBandWidths(doses, curve, shifted)).toBeCloseTo(
      effectInBandWidths(doses, curve, curves),
      9,
    );
  });

  it("says nothing without a band", () => {
    expect(effectInBandWidths(doses, [1, 2, 3, 4, 5], [])).toBeNaN();
  });
});
