import { describe, expect, it } from "vitest";
import { EMOTIONS, emotionIndex } from "../emotions.ts";
import { classify } from "../fit/emotion-fit.ts";
import { fitEmotionVectors } from "../fit/fit-emotion-vectors.ts";
import { testCorpus } from "../testing/corpus.ts";
import { randomMatrix } from "../testing/matrices.ts";
import { topicGroups } from "./folds.ts";
import { bestLayer, type PointValidation } from "./report.ts";
import { type ValidationInput, validate } from "./validate.ts";

const width = 30;
const corpus = testCorpus();
const neutral = Float32Array.from(randomMatrix(10, width, 5));
/** Point 0 holds nothing of the emotion, point 1 a little, point 2 a lot. */
const signals = [0, 0.6, 2];
const input: ValidationInput = {
  model: "test",
  corpus: "made up",
  stories: corpus.stories,
  width,
  residualNorm: [1, 2, 3.00004],
  residuals: (_, point) => ({ stories: corpus.residuals(width, signals[point] ?? 0), neutral }),
};
const report = await validate(input);
const points = report.sets.text.points;

describe("validate", () => {
  it("finds what is there, at the layer where it is, and nothing where nothing is", () => {
    const [none, little, much] = points.map((p) => p.heldOutTopics.ours);
    expect(none).toBeLessThan(0.12);
    expect(much).toBeGreaterThan(0.9);
    expect(little).toBeGreaterThan(none ?? 1);
    expect(little).toBeLessThan(much ?? 0);
    expect(report.sets.text.bestLayer).toBe(2);
    expect(points[2]?.leftOutWriters.ours).toBeGreaterThan(0.9);
    expect(points[2]?.splitHalf.ours).toBeGreaterThan(0.8);
    expect(Math.abs(points[0]?.splitHalf.ours ?? 1)).toBeLessThan(0.3);
    expect(points[2]?.splitHalfReadings.ours).toBeGreaterThan(
      points[0]?.splitHalfReadings.ours ?? 1,
    );
    expect(points[2]?.splitHalfReadings.paper).toBeLessThanOrEqual(1);
  });

  it("gives the accuracy of fits made fold by fold from the stories themselves", () => {
    const groups = topicGroups(corpus.stories, 4, 1);
    const x = corpus.residuals(width, 0.6);
    const labels = corpus.stories.map((s) => emotionIndex(s.emotion));
    const rowsOf = (keep: (i: number) => boolean) => {
      const indices = labels.flatMap((_, i) => (keep(i) ? [i] : []));
      return {
        x: Float64Array.from(indices.flatMap((i) => [...x.subarray(i * width, (i + 1) * width)])),
        width,
        labels: indices.map((i) => labels[i] ?? 0),
      };
    };
    let right = 0;
    for (let g = 0; g < 4; g++) {
      const fit = fitEmotionVectors(rowsOf((i) => groups.of[i] !== g));
      const held = rowsOf((i) => groups.of[i] === g);
      right += classify(fit, held.x).filter((guess, i) => guess === held.labels[i]).length;
    }
    expect(points[1]?.heldOutTopics.ours).toBeCloseTo(right / labels.length, 4);
  });

  it("reports each emotion's recall, whose mean is the accuracy", () => {
    const recall = points[1]?.recall ?? [];
    expect(recall).toHaveLength(EMOTIONS.length);
    const mean = recall.reduce((s, v) => s + v, 0) / recall.length;
    expect(mean).toBeCloseTo(points[1]?.heldOutTopics.ours ?? 0, 3);
  });

  it("holds counts and settings, and is the same twice", async () => {
    expect(report.counts).toEqual({
      stories: 384,
      neutral: 10,
      emotions: 24,
      topics: 8,
      writers: 4,
    });
    expect(report).toMatchObject({ seed: 1, topicFolds: 4, shrinkage: 0.5, chance: 0.0417 });
    expect(points[2]?.residualNorm).toBe(3);
    const steps: number[] = [];
    const again = await validate(input, { onProgress: (done, total) => steps.push(done / total) });
    expect(again).toEqual(report);
    expect(steps).toHaveLength(6);
    expect(steps.at(-1)).toBe(1);
  });
});

it("can be stopped within a point, of which each takes seconds", async () => {
  const steps: number[] = [];
  let pauses = 0;
  const pause = async () => {
    pauses++;
    if (pauses === 30) throw new Error("stopped");
  };
  const stopped = validate(input, { pause, onProgress: (done) => steps.push(done) });
  await expect(stopped).rejects.toThrow("stopped");
  expect(steps).toEqual([]);
});

describe("a point where all texts are the same", () => {
  it("is at chance, with numbers in every place", async () => {
    const flat = { stories: new Float32Array(384 * width).fill(0.3), neutral };
    const only = await validate({ ...input, residualNorm: [1], residuals: () => flat });
    const [point] = only.sets.reply.points;
    expect(point?.heldOutTopics).toEqual({ ours: 0.0417, paper: 0.0417 });
    expect(point?.splitHalf).toEqual({ ours: 0, paper: 0 });
    expect(point?.splitHalfReadings).toEqual({ ours: 0, paper: 0 });
  });
});

describe("bestLayer", () => {
  const point = (layer: number, topics: number, writers: number) =>
    ({
      layer,
      heldOutTopics: { ours: topics, paper: 1 },
      leftOutWriters: { ours: writers, paper: 1 },
    }) as PointValidation;

  it("goes by topics, then writers, then the lower layer", () => {
    expect(bestLayer([point(0, 0.5, 0.9), point(1, 0.6, 0.1)])).toBe(1);
    expect(bestLayer([point(0, 0.6, 0.1), point(1, 0.6, 0.2)])).toBe(1);
    expect(bestLayer([point(0, 0.6, 0.2), point(1, 0.6, 0.2)])).toBe(0);
    expect(() => bestLayer([])).toThrow(RangeError);
  });
});
