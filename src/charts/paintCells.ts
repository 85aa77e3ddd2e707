import type { CellGrid } from "./cells.ts";

/**
 * Paints a grid over a whole canvas of width × height CSS pixels, row 0 at the bottom. Cells wide
 * enough keep a hairline between them; cells without a reading stay clear.
 */
export function paintCells(
  canvas: HTMLCanvasElement,
  grid: CellGrid,
  width: number,
  height: number,
  colour: (value: number) => string,
) {
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(density, density);
  const cellWidth = width / grid.columns;
  const cellHeight = height / grid.rows;
  const gapX = cellWidth >= 4 ? 0.5 : 0;
  const gapY = cellHeight >= 4 ? 0.5 : 0;
  for (let row = 0; row < grid.rows; row++) {
    const y = (grid.rows - 1 - row) * cellHeight;
    for (let column = 0; column < grid.columns; column++) {
      const fill = colour(grid.values[row * grid.columns + column] ?? Number.NaN);
      if (fill === "") continue;
      context.fillStyle = fill;
      // Without a gap, a whole device pixel more closes the seam that rounding would leave.
      const overlap = gapX === 0 ? 1 / density : 0;
      context.fillRect(column * cellWidth, y, cellWidth - gapX + overlap, cellHeight - gapY);
    }
  }
}
