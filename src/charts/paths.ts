/** Paths of lines and bands over evenly indexed values; a value that is not finite makes a gap. */
import { area, line } from "d3-shape";

export type Place = (value: number) => number;

/** "M…L…" through the finite values, or "" where there is none. `x` takes the index. */
export function linePath(values: ArrayLike<number>, x: Place, y: Place): string {
  const draw = line<number>()
    .defined((index) => Number.isFinite(values[index]))
    .x((index) => round(x(index)))
    .y((index) => round(y(values[index] ?? Number.NaN)));
  return draw(indices(values.length)) ?? "";
}

/** Closed area between two bounds, or "" where there is none. */
export function bandPath(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  x: Place,
  y: Place,
): string {
  const draw = area<number>()
    .defined((index) => Number.isFinite(low[index]) && Number.isFinite(high[index]))
    .x((index) => round(x(index)))
    .y0((index) => round(y(low[index] ?? Number.NaN)))
    .y1((index) => round(y(high[index] ?? Number.NaN)));
  return draw(indices(Math.min(low.length, high.length))) ?? "";
}

/** [min, max] over the finite values of all lists, widened to hold `within`. */
export function extentOf(
  lists: readonly ArrayLike<number>[],
  within: readonly [number, number],
): [number, number] {
  let [low, high] = within;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      const value = list[index] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** Index of the last finite value, or −1. */
export function lastFinite(values: ArrayLike<number>): number {
  for (let index = values.length - 1; index >= 0; index--) {
    if (Number.isFinite(values[index])) return index;
  }
  return -1;
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** A tenth of a pixel is enough and keeps exported files small. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
