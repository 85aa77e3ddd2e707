import { scaleLinear, scaleLog, scalePoint, scaleSymlog } from "d3-scale";
import type { Place } from "./paths.ts";

/** Numbers on a linear or log axis; `words` puts doses side by side in their order. */
export type DoseScale = "linear" | "log" | "words";

export interface Dose {
  /** As it stands in the prompt. */
  readonly label: string;
  /** Its number, or null for words. */
  readonly x: number | null;
}

/** Place of each dose by index. Falls back to words where a dose has no number; log copes with 0. */
export function placeDoses(
  doses: readonly Dose[],
  kind: DoseScale,
  left: number,
  right: number,
): Place {
  const numbers = doses.map(({ x }) => x);
  const numeric = numbers.filter((x): x is number => x !== null && Number.isFinite(x));
  const low = Math.min(...numeric);
  const high = Math.max(...numeric);
  if (kind === "words" || numeric.length < doses.length || !(high > low)) {
    const place = scalePoint(
      doses.map((_, index) => index),
      [left, right],
    );
    return (index) => place(index) ?? (left + right) / 2;
  }
  const axis = axisOf(kind, low, high, left, right);
  return (index) => axis(numbers[index] ?? low);
}

function axisOf(kind: DoseScale, low: number, high: number, left: number, right: number) {
  if (kind === "linear") return scaleLinear([low, high], [left, right]);
  return low > 0 ? scaleLog([low, high], [left, right]) : scaleSymlog([low, high], [left, right]);
}

/** Index of the dose nearest to a place. */
export function nearestDose(count: number, place: Place, at: number): number {
  let best = 0;
  for (let index = 1; index < count; index++) {
    if (Math.abs(place(index) - at) < Math.abs(place(best) - at)) best = index;
  }
  return best;
}
