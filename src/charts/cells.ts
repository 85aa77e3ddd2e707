/** A layers × tokens table of values, brought to what a screen can show. */

export interface CellGrid {
  /** Row-major [rows, columns]. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Most columns that are drawn apart in `width` pixels: a cell keeps at least one pixel. */
export function columnsThatFit(columns: number, width: number): number {
  return Math.max(1, Math.min(columns, Math.floor(width)));
}

/**
 * The grid with at most `columns` columns: neighbours are averaged, cells without a reading (NaN)
 * left out of the mean. The same grid where it fits.
 */
export function poolColumns(grid: CellGrid, columns: number): CellGrid {
  if (grid.columns <= columns) return grid;
  const pooled = new Float32Array(grid.rows * columns);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = Math.floor((column * grid.columns) / columns);
      const to = Math.floor(((column + 1) * grid.columns) / columns);
      pooled[row * columns + column] = meanOf(
        grid.values,
        row * grid.columns + from,
        row * grid.columns + to,
      );
    }
  }
  return { values: pooled, rows: grid.rows, columns };
}

function meanOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let index = from; index < to; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
