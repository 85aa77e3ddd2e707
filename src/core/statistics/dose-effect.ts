/**
 * How large a dose's effect is. A perfect rank correlation can belong to a curve that hardly moves,
 * so its rise is held against the rises of random directions over the same texts.
 */

import { bandOf } from "../random-band.ts";
import { midRanks } from "./spearman.ts";

/**
 * How far a straight line through the values climbs from the lowest dose to the highest, over the
 * ranks of the doses (least squares). NaN where the doses do not vary.
 */
export function rise(doses: readonly number[], values: readonly number[]): number {
  if (doses.length !== values.length) throw new RangeError("one value a dose, please");
  const ranks = midRanks(doses);
  const middle = (ranks.length + 1) / 2;
  let [up, square, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [i, rank] of ranks.entries()) {
    up += (rank - middle) * (values[i] as number);
    square += (rank - middle) ** 2;
    low = Math.min(low, rank);
    high = Math.max(high, rank);
  }
  return square > 0 ? (up / square) * (high - low) : Number.NaN;
}

/**
 * The curve's rise in widths of the random band: its rise over the distance between the 5th and
 * 95th percentile of the random directions' rises. `random`: one curve a direction, same doses.
 * NaN where the band has no width.
 */
export function effectInBandWidths(
  doses: readonly number[],
  values: readonly number[],
  random: readonly (readonly number[])[],
): number {
  const { low, high } = bandOf(random.map((curve) => rise(doses, curve)));
  const width = high - low;
  return width > 0 ? rise(doses, values) / width : Number.NaN;
}
