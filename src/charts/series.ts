/** What the line charts draw. */

export const SERIES_COLOURS = ["c1", "c2", "c3", "c4", "grey"] as const;
export type SeriesColour = (typeof SERIES_COLOURS)[number];

export interface Series {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  /** One value a position; NaN where there is none (yet). */
  readonly values: ArrayLike<number>;
}

/** Range of the random directions at each position. */
export interface Band {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Room that end labels take to the right of a plot, in pixels at 16-px root type. */
export function labelRoom(labels: readonly string[]): number {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  return longest === 0 ? 12 : 16 + longest * 6.7;
}
