/** The two ends of what colours the tokens, in words. */
import { AXES, type Direction, isAxis } from "../../core/emotions.ts";

export interface Ends {
  readonly low: string;
  readonly high: string;
}

/** "calm … desperate" for an axis, "less afraid … more afraid" for one emotion. */
export function directionEnds(direction: Direction): Ends {
  if (!isAxis(direction)) return { low: `less ${direction}`, high: `more ${direction}` };
  const { positive, negative } = AXES[direction];
  return { low: negative, high: positive };
}

/** "from calm to desperate", "towards afraid". */
export function directionPath(direction: Direction): string {
  if (!isAxis(direction)) return `towards ${direction}`;
  const { positive, negative } = AXES[direction];
  return `from ${negative} to ${positive}`;
}
