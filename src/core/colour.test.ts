import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inkOn, RAMP, rampPosition, TEXT_CONTRAST, tokenColour } from "./colour.ts";
import { contrast, formatHex, labToRgb, luminance, parseHex, rgbToLab } from "./oklab.ts";

const background = (sigma: number) => tokenColour(sigma)?.background ?? "";
const lightness = (hex: string) => rgbToLab(parseHex(hex))[0];
const sweep = Array.from({ length: 601 }, (_, i) => -3 + i / 100);

describe("oklab", () => {
  it("knows white, black and red", () => {
    expect(rgbToLab([1, 1, 1])[0]).toBeCloseTo(1, 6);
    expect(rgbToLab([0, 0, 0])[0]).toBeCloseTo(0, 6);
    const [l, a, b] = rgbToLab([1, 0, 0]);
    expect([l, a, b].map((v) => Math.round(v * 1000) / 1000)).toEqual([0.628, 0.225, 0.126]);
  });

  it("goes there and back for every colour", () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(channel, channel, channel, (r, g, b) => {
        const hex = formatHex([r / 255, g / 255, b / 255]);
        expect(formatHex(labToRgb(rgbToLab(parseHex(hex))))).toBe(hex);
      }),
    );
    expect(() => parseHex("red")).toThrow(RangeError);
  });

  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

describe("the ramp", () => {
  it("puts the landmarks where they belong", () => {
    expect(background(0)).toBe(RAMP[2]);
    expect(background(-2)).toBe(RAMP[0]);
    expect(background(1)).toBe(RAMP[5]);
    expect(background(2.5)).toBe(RAMP[10]);
    expect(background(-1)).toBe(RAMP[1]);
  });

  it("stays at its ends beyond them", () => {
    expect(background(-40)).toBe(RAMP[0]);
    expect(background(Number.NEGATIVE_INFINITY)).toBe(RAMP[0]);
    expect(background(40)).toBe(RAMP[10]);
    expect(rampPosition(Number.POSITIVE_INFINITY)).toBe(10);
    expect(tokenColour(Number.NaN)).toBeNull();
  });

  it("darkens steadily, in lightness and in grey", () => {
    for (const [i, sigma] of sweep.slice(1).entries()) {
      const [before, after] = [background(sweep[i] ?? 0), background(sigma)];
      expect(lightness(after)).toBeLessThanOrEqual(lightness(before) + 1e-3);
      expect(luminance(parseHex(after))).toBeLessThanOrEqual(luminance(parseHex(before)) + 1e-3);
    }
    for (const [i, hex] of RAMP.slice(1).entries()) {
      expect(lightness(hex)).toBeLessThan(lightness(RAMP[i] ?? ""));
    }
  });

  it("carries readable text at every value", () => {
    for (const sigma of sweep) {
      const colour = tokenColour(sigma);
      expect(contrast(colour?.ink ?? "", colour?.background ?? "")).toBeGreaterThanOrEqual(
        TEXT_CONTRAST,
      );
    }
    for (const hex of RAMP) expect(contrast(inkOn(hex), hex)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    expect(inkOn(RAMP[0])).toBe("#1d1a22");
    expect(inkOn(RAMP[10])).toBe("#ffffff");
  });
});
