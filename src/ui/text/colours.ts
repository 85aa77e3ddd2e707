import { type TokenColour, tokenColour } from "../../core/colour.ts";
import type { Segment } from "./segments.ts";

/** Colour of a display value in token σ; null where there is none. */
export type Colour = (sigma: number) => TokenColour | null;

const NONE: TokenColour = { background: "", ink: "" };

/** Display value of a piece: that of its last token, where its character is complete; NaN for none. */
export function valueAt(segment: Segment, values: ArrayLike<number> | null): number {
  if (segment.last === null || values === null) return Number.NaN;
  return values[segment.last] ?? Number.NaN;
}

/** Colour of a value, or empty strings where there is no reading. */
export function colourOf(value: number, colour: Colour = tokenColour): TokenColour {
  return (Number.isFinite(value) ? colour(value) : null) ?? NONE;
}
