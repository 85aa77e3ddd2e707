import { describe, expect, it } from "vitest";
import type { PointValidation, ValidationReport } from "../../core/validation/report.ts";
import {
  accuracySentence,
  accuracySeries,
  accuracyTable,
  bestPoint,
  modelsSentence,
  modelsTable,
} from "./figures.ts";

function point(layer: number, ours: number, paper: number): PointValidation {
  const splitHalf = { ours: 0.81, paper: 0.7 };
  return {
    layer,
    heldOutTopics: { ours, paper },
    leftOutWriters: { ours: ours - 0.1, paper: paper - 0.1 },
    splitHalf,
    splitHalfReadings: splitHalf,
    recall: [],
    residualNorm: 150,
  };
}

const set = {
  points: [point(0, 0.2, 0.1), point(1, 0.934, 0.74), point(2, 0.9, 0.7)],
  bestLayer: 1,
};
const report: ValidationReport = {
  schema: 1,
  model: "tiny",
  corpus: "v2",
  seed: 1,
  topicFolds: 4,
  shrinkage: 0.5,
  counts: { stories: 1152, neutral: 96, emotions: 24, topics: 24, writers: 8 },
  chance: 1 / 24,
  bagOfWords: { heldOutTopics: 0.68, leftOutWriters: 0.6 },
  sets: { text: set, reply: set },
};

describe("accuracy in words, lines and rows", () => {
  it("names the best layer's figures with their yardsticks", () => {
    const sentence = accuracySentence(report);
    for (const part of [
      "layer 1",
      "24 emotions",
      "93\u00a0%",
      "74\u00a0%",
      "68\u00a0%",
      "4\u00a0%",
    ]) {
      expect(sentence).toContain(part);
    }
  });

  it("gives a value and a row a layer", () => {
    expect(accuracySeries(report).map(({ values }) => values.length)).toEqual([3, 3, 3]);
    const { columns, rows } = accuracyTable(report);
    expect(rows[1]?.slice(0, 3)).toEqual([1, 0.934, 0.74]);
    expect(columns).toHaveLength(rows[0]?.length ?? 0);
  });

  it("sets the models beside one another, each at its best layer", () => {
    expect(modelsSentence([report])).toBe("");
    const other = { ...report, model: "gemma-3-270m" };
    expect(modelsSentence([report, other])).toMatch(
      /: 93\u00a0% in tiny and 93\u00a0% in Gemma-3-270M/,
    );
    const { columns, rows } = modelsTable([report, other]);
    expect(rows.map(([name, layer]) => [name, layer])).toEqual([
      ["tiny", 1],
      ["Gemma-3-270M", 1],
    ]);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  it("refuses a report whose best layer is missing", () => {
    const broken = { ...report, sets: { ...report.sets, text: { ...set, bestLayer: 9 } } };
    expect(() => bestPoint(broken)).toThrow("layer 9");
  });
});
