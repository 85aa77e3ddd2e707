import { describe, expect, it } from "vitest";
import { extendReadRun, startReadRun } from "../../state/runs.ts";
import {
  FAKE_MANIFEST,
  FAKE_POINTS,
  readChunk,
  readStart,
} from "../../state/testing/fake-client.ts";
import { readingsJson, readingsTable } from "./export.ts";
import type { ReadView } from "./useReadView.ts";

const run = extendReadRun(startReadRun(1, "text", readStart("abc")), readChunk(0, 3, 2));
const view: ReadView = {
  run,
  direction: "happy",
  layer: 1,
  smooth: true,
  readings: { z: run.rows.z, points: FAKE_POINTS, set: FAKE_MANIFEST.sets.text },
  values: new Float32Array([Number.NaN, 2, 2]),
};

describe("readings as files", () => {
  it("has a row for each token that was read, and all emotions in it", () => {
    const { columns, rows } = readingsTable(view);
    expect(columns).toHaveLength(2 + 24);
    expect(rows).toHaveLength(3);
    expect(rows[0]?.slice(0, 3)).toEqual([1, "a", Number.NaN]);
    expect(rows[2]?.slice(0, 4)).toEqual([3, "c", 2, 2]);
  });

  it("names each column once, the axis before the emotions", () => {
    for (const direction of ["happy", "happy-sad"] as const) {
      const { columns, rows } = readingsTable({ ...view, direction });
      expect(new Set(columns).size).toBe(columns.length);
      expect(rows[1]).toHaveLength(columns.length);
    }
    expect(readingsTable({ ...view, direction: "happy-sad" }).columns[2]).toBe("happy − sad");
  });

  it("says in JSON what it takes to make the numbers again", () => {
    const source = { model: "M", weightsSha256: "w", vectorsSha256: "v" };
    const json: unknown = JSON.parse(readingsJson(view, source));
    expect(json).toMatchObject({
      model: "M",
      layer: 1,
      set: "text",
      text: "abc",
      smoothing: "mean of the last five tokens",
      recorded: null,
    });
    expect(json).toHaveProperty("tokens.0.happy", null);
    expect(json).toHaveProperty("tokens.1.readings.calm", 2);
  });
});
