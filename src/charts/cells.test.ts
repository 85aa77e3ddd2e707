import { describe, expect, it } from "vitest";
import { columnsThatFit, poolColumns } from "./cells.ts";

describe("cells", () => {
  it("keeps a grid that fits", () => {
    const grid = { values: new Float32Array(6), rows: 2, columns: 3 };
    expect(poolColumns(grid, columnsThatFit(3, 300))).toBe(grid);
  });

  it("averages neighbours and leaves out what was not read", () => {
    const values = new Float32Array([1, 3, Number.NaN, 5, 10, 10, Number.NaN, Number.NaN]);
    const pooled = poolColumns({ values, rows: 2, columns: 4 }, 2);
    expect([...pooled.values]).toEqual([2, 5, 10, Number.NaN]);
  });

  it("never asks for less than one column", () => {
    expect(columnsThatFit(2048, 0.4)).toBe(1);
    expect(columnsThatFit(2048, 300.9)).toBe(300);
  });
});
