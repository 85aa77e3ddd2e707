/** Colours: hex, OKLab (B. Ottosson 2020, https://bottosson.github.io/posts/oklab/) and WCAG contrast. */

/** Red, green, blue, each 0 … 1, as the screen takes them. */
export type Rgb = readonly [number, number, number];
/** Lightness 0 … 1, and two colour axes. */
export type Lab = readonly [number, number, number];

/** "#rrggbb" to RGB. Throws RangeError for anything else. */
export function parseHex(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`${hex} is no colour`);
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** RGB to "#rrggbb". What the screen cannot show is cut to the nearest it can. */
export function formatHex(rgb: Rgb): string {
  const part = (v: number) => Math.round(255 * Math.max(0, Math.min(1, v)));
  return `#${rgb.map((v) => part(v).toString(16).padStart(2, "0")).join("")}`;
}

export function rgbToLab(rgb: Rgb): Lab {
  const [r, g, b] = rgb.map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function labToRgb([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toScreen(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toScreen(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toScreen(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Between two colours in OKLab, where equal steps look equal; share 0 … 1. */
export function mix(from: Lab, to: Lab, share: number): Lab {
  const between = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [between(0), between(1), between(2)];
}

/** Relative luminance 0 … 1 (WCAG 2.2). */
export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(toLinear) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two hex colours, 1 … 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(parseHex(a)), luminance(parseHex(b))].sort((x, y) => x - y);
  return ((high as number) + 0.05) / ((low as number) + 0.05);
}

function toLinear(v: number): number {
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

function toScreen(v: number): number {
  return v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
}
