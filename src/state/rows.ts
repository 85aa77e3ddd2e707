/** Readings that arrive in pieces: one buffer that grows, and views of what has come so far. */
import { COLUMNS } from "../core/vectors-access.ts";

/**
 * Rows of a run. `z` is a view of the buffer, [T so far, P, K]; a later view shows the same memory
 * and more of it, so an older one stays true.
 */
export interface Rows {
  readonly buffer: Float32Array;
  readonly z: Float32Array;
  /** Rows so far. */
  readonly count: number;
  /** P; 0 before the first piece. */
  readonly points: number;
}

export const NO_ROWS: Rows = {
  buffer: new Float32Array(0),
  z: new Float32Array(0),
  count: 0,
  points: 0,
};

/**
 * Puts `count` rows at `start`. The piece is copied once, into its place; the buffer is made for
 * `expected` rows at the first piece and doubles where that was too few. A piece that would leave a
 * gap, or is no whole number of rows, is left out.
 */
export function withRows(
  rows: Rows,
  start: number,
  count: number,
  piece: Float32Array,
  expected: number,
): Rows {
  const size = count > 0 ? piece.length / count : 0;
  const points = size / COLUMNS;
  const fits =
    Number.isInteger(points) && points > 0 && (rows.points === 0 || rows.points === points);
  if (!fits || start < 0 || start > rows.count) return rows;
  const end = (start + count) * size;
  let { buffer } = rows;
  if (buffer.length < end) {
    buffer = new Float32Array(
      Math.max(end, expected * size, rows.points === 0 ? 0 : 2 * buffer.length),
    );
    buffer.set(rows.z);
  }
  buffer.set(piece, start * size);
  const total = Math.max(rows.count, start + count);
  return { buffer, z: buffer.subarray(0, total * size), count: total, points };
}

/** The same for one number a row, such as log-probabilities. */
export function withValues(
  values: Float32Array,
  start: number,
  piece: ArrayLike<number>,
): Float32Array {
  if (start > values.length) return values;
  const joined = new Float32Array(Math.max(values.length, start + piece.length));
  joined.set(values);
  joined.set(piece, start);
  return joined;
}
