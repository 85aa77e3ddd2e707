/**
 * Values in σ as colours: calm blue to desperate red.
 *
 * Lightness falls steadily from one end to the other, so that the order survives greyscale and
 * colour blindness. Ordinary text (0 σ) sits at the third of eleven steps and looks quiet.
 */
import { contrast, formatHex, type Lab, labToRgb, mix, parseHex, rgbToLab } from "./oklab.ts";

/** The eleven steps, palest first. */
export const RAMP = [
  "#d0ecff",
  "#bfd8ff",
  "#b5c3f8",
  "#b0acec",
  "#af94dd",
  "#b07bc7",
  "#b062ac",
  "#ae498c",
  "#aa2c66",
  "#a2003c",
  "#910006",
] as const;

/** [σ, step] between which the colour runs evenly: −2 palest, 0 the third step, +1 lilac, +2.5 dark red. */
export const RAMP_KNOTS = [
  [-2, 0],
  [0, 2],
  [1, 5],
  [2.5, 10],
] as const;

/** Text on a colour. Pure black serves the few middle tones on which ink and white are both too faint. */
export const INK = "#1d1a22";
const WHITE = "#ffffff";
const BLACK = "#000000";
/** WCAG 2.2 AA for text of any size. */
export const TEXT_CONTRAST = 4.5;

export interface TokenColour {
  readonly background: string;
  readonly ink: string;
}

const RAMP_LAB = RAMP.map((hex) => rgbToLab(parseHex(hex)));
/** Steps of a σ that get a colour of their own: finer than anyone sees, few enough to keep. */
const PER_SIGMA = 50;
const kept = new Map<number, TokenColour>();

/** Where a value lies on the ramp, 0 … 10. Values beyond the knots stay at the ends. */
export function rampPosition(sigma: number): number {
  let [x0, y0]: readonly [number, number] = RAMP_KNOTS[0];
  if (sigma <= x0) return y0;
  for (const [x1, y1] of RAMP_KNOTS) {
    if (sigma <= x1) return x1 === x0 ? y1 : y0 + ((sigma - x0) / (x1 - x0)) * (y1 - y0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

/** Background and ink of a token with this value in σ; null for NaN, which has no colour. */
export function tokenColour(sigma: number): TokenColour | null {
  if (Number.isNaN(sigma)) return null;
  const step = Math.round(Math.max(-3, Math.min(3, sigma)) * PER_SIGMA);
  const known = kept.get(step);
  if (known) return known;
  const background = formatHex(labToRgb(along(RAMP_LAB, rampPosition(step / PER_SIGMA))));
  const colour = { background, ink: inkOn(background) };
  kept.set(step, colour);
  return colour;
}

/** Ink or white, whichever contrasts more; black where neither reaches AA. */
export function inkOn(background: string): string {
  const better = contrast(INK, background) >= contrast(WHITE, background) ? INK : WHITE;
  return contrast(better, background) >= TEXT_CONTRAST ? better : BLACK;
}

function along(colours: readonly Lab[], position: number): Lab {
  const from = Math.min(Math.floor(position), colours.length - 2);
  return mix(colours[from] as Lab, colours[from + 1] as Lab, position - from);
}
