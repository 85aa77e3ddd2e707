/** Values of a slider: limits, steps, and what a person may type into the field beside it. */

export interface Range {
  readonly min: number;
  readonly max: number;
  /** Finest value that dragging gives. */
  readonly precision: number;
  /** What an arrow key adds. */
  readonly step: number;
}

/** Nearest value on the range's grid, within its limits. */
export function snap(value: number, range: Range): number {
  const onGrid = Math.round(value / range.precision) * range.precision;
  const limited = Math.min(range.max, Math.max(range.min, onGrid));
  // Drops the dust of binary fractions, and −0.
  return Number(limited.toFixed(6)) + 0;
}

/** Value after an arrow key, or null for another key. Page keys take two steps; Home and End the limits. */
export function keyStep(key: string, value: number, range: Range): number | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return snap(value + range.step, range);
    case "ArrowLeft":
    case "ArrowDown":
      return snap(value - range.step, range);
    case "PageUp":
      return snap(value + 2 * range.step, range);
    case "PageDown":
      return snap(value - 2 * range.step, range);
    case "Home":
      return range.min;
    case "End":
      return range.max;
    default:
      return null;
  }
}

/** A typed number: any minus sign, comma or point, spaces. Null where it is none. */
export function parseNumber(text: string): number | null {
  const tidy = text
    .trim()
    .replace(/[\u2212\u2013\uFE63\uFF0D]/g, "-")
    .replace(",", ".");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(tidy)) return null;
  return Number(tidy);
}
