import { describe, expect, it } from "vitest";
import { type AccuracyFigures, accuracySentence, accuracyTable } from "./figures.ts";

const figures: AccuracyFigures = {
  model: "tiny",
  date: null,
  layers: 2,
  emotions: 24,
  stories: 1152,
  bestLayer: 1,
  ours: [0.2, 0.934, 0.9],
  paper: [0.1, 0.74, 0.7],
  bagOfWords: 0.68,
  chance: 1 / 24,
  leftOutWriters: [0.1, 0.8],
  splitHalf: [0.5, 0.81, 0.8],
};

describe("accuracy in words and rows", () => {
  it("names the best layer's figures with their yardsticks", () => {
    const sentence = accuracySentence(figures);
    for (const part of ["layer 1", "24 emotions", "93 %", "74 %", "68 %", "4 %"]) {
      expect(sentence).toContain(part);
    }
  });

  it("gives a row a layer, with a gap where a figure is missing", () => {
    const { columns, rows } = accuracyTable(figures);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual([1, 0.934, 0.74, 0.8, 0.81]);
    expect(rows[2]?.[3]).toBeNaN();
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
  });
});
