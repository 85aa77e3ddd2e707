/** Directions in words, and the one that goes with what is turned up. */
import { AXES, type AxisId, type Direction, isAxis } from "../../core/emotions.ts";
import type { SteerTerm } from "../../core/steering.ts";

/** Values within this many σ of ordinary text are called ordinary. */
export const ORDINARY = 0.5;

/** What the two ends of the colours stand for. */
export function directionEnds(direction: Direction): {
  readonly low: string;
  readonly high: string;
} {
  if (!isAxis(direction)) return { low: `less ${direction}`, high: direction };
  const { positive, negative } = AXES[direction];
  return { low: negative, high: positive };
}

/** "towards afraid", "away from happy": which way a change of that sign goes. */
export function towards(direction: Direction, change: number): string {
  if (!isAxis(direction)) return change >= 0 ? `towards ${direction}` : `away from ${direction}`;
  const { positive, negative } = AXES[direction];
  return `towards ${change >= 0 ? positive : negative}`;
}

/** "leans towards afraid"; "reads like ordinary text" near zero; "not read yet" for NaN. */
export function leaning(direction: Direction, value: number): string {
  if (!Number.isFinite(value)) return "not read yet";
  if (Math.abs(value) < ORDINARY) return "reads like ordinary text";
  return `leans ${towards(direction, value)}`;
}

/**
 * The direction that shows best what these terms do: the axis or the emotion of the strongest one.
 * Null where nothing is turned up.
 */
export function directionOf(terms: readonly SteerTerm[]): Direction | null {
  const strongest = terms.reduce<SteerTerm | null>(
    (best, term) => (best === null || Math.abs(term.alpha) > Math.abs(best.alpha) ? term : best),
    null,
  );
  if (strongest === null) return null;
  const axis = (Object.keys(AXES) as AxisId[]).find((id) => {
    const { positive, negative } = AXES[id];
    return positive === strongest.emotion || negative === strongest.emotion;
  });
  return axis ?? strongest.emotion;
}
