/** From a corpus and its residuals to the validation report. */
import { EMOTIONS, emotionIndex } from "../emotions.ts";
import { SHRINKAGE } from "../fit/fit-emotion-vectors.ts";
import { VECTOR_SETS, type VectorSetName } from "../vectors.ts";
import { bagOfWordsAccuracy } from "./bag-of-words.ts";
import { distinct, type StoryInfo, topicGroups, writerGroups } from "./folds.ts";
import {
  bestLayer,
  type PointValidation,
  type SetValidation,
  type ValidationReport,
} from "./report.ts";
import { type Pause, validatePoint } from "./validate-point.ts";

/** One set's residuals at one point: what was read from each text, in the stories' order. */
export interface PointResiduals {
  /** [stories, d]. */
  readonly stories: Float32Array;
  /** [neutral texts, d]. */
  readonly neutral: Float32Array;
}

export interface ValidationInput {
  readonly model: string;
  readonly corpus: string;
  readonly stories: readonly StoryInfo[];
  readonly width: number;
  /** Mean residual norm at every point; its length is the number of points. */
  readonly residualNorm: readonly number[];
  /** Asked once for every set and point, in order. */
  residuals(set: VectorSetName, point: number): PointResiduals;
}

export interface ValidationOptions {
  readonly seed?: number;
  readonly topicFolds?: number;
  readonly shrinkage?: number;
  /** Called after each point, done of total. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Waited for between two fits, which take some tenths of a second each. */
  readonly pause?: Pause;
}

const DEFAULTS = { seed: 1, topicFolds: 4, shrinkage: SHRINKAGE } as const;

/**
 * Runs the whole validation, point by point (31 points of 576 numbers take about two minutes).
 * Figures are rounded to four digits, so that a machine's last bit does not change the report.
 */
export async function validate(
  input: ValidationInput,
  options: ValidationOptions = {},
): Promise<ValidationReport> {
  const points = input.residualNorm.length;
  let neutral = 0;
  const ofSet = (set: VectorSetName) => {
    const before = VECTOR_SETS.indexOf(set) * points;
    const residuals = (point: number) => {
      const found = input.residuals(set, point);
      neutral = found.neutral.length / input.width;
      return found;
    };
    const onProgress = (done: number) =>
      options.onProgress?.(before + done, VECTOR_SETS.length * points);
    return validateSet({ ...input, residuals }, { ...options, onProgress });
  };
  const sets = { text: await ofSet("text"), reply: await ofSet("reply") };
  return validationReport({ ...input, neutral }, sets, options);
}

/** One set's part of the validation; what is asked for is one point after the other. */
export async function validateSet(
  {
    stories,
    width,
    residualNorm,
    residuals,
  }: Pick<ValidationInput, "stories" | "width" | "residualNorm"> & {
    readonly residuals: (point: number) => PointResiduals;
  },
  options: ValidationOptions = {},
): Promise<SetValidation> {
  const { seed, topicFolds, shrinkage, onProgress, pause = go } = { ...DEFAULTS, ...options };
  const labels = stories.map((story) => emotionIndex(story.emotion));
  const topics = topicGroups(stories, topicFolds, seed);
  const writers = writerGroups(stories);
  const points: PointValidation[] = [];
  for (const [layer, norm] of residualNorm.entries()) {
    await pause();
    const input = { ...residuals(layer), width, labels, topics, writers, shrinkage };
    const figures = await validatePoint(input, pause);
    onProgress?.(layer + 1, residualNorm.length);
    points.push(rounded({ layer, ...figures, residualNorm: norm }));
  }
  return { points, bestLayer: bestLayer(points) };
}

/** @param neutral how many neutral texts there are */
export function validationReport(
  {
    model,
    corpus,
    stories,
    neutral,
  }: Pick<ValidationInput, "model" | "corpus" | "stories"> & { readonly neutral: number },
  sets: ValidationReport["sets"],
  options: Pick<ValidationOptions, "seed" | "topicFolds" | "shrinkage"> = {},
): ValidationReport {
  const { seed, topicFolds, shrinkage } = { ...DEFAULTS, ...options };
  const topics = topicGroups(stories, topicFolds, seed);
  const writers = writerGroups(stories);
  return {
    schema: 1,
    model,
    corpus,
    seed,
    topicFolds,
    shrinkage,
    counts: {
      stories: stories.length,
      neutral,
      emotions: EMOTIONS.length,
      topics: distinct(stories.map((s) => s.topic)).length,
      writers: writers.count,
    },
    chance: round(1 / EMOTIONS.length),
    bagOfWords: {
      heldOutTopics: round(bagOfWordsAccuracy(stories, topics)),
      leftOutWriters: round(bagOfWordsAccuracy(stories, writers)),
    },
    sets,
  };
}

async function go(): Promise<void> {
  // Nobody else has to run.
}

function rounded(point: PointValidation): PointValidation {
  const pair = ({ ours, paper }: PointValidation["splitHalf"]) => ({
    ours: round(ours),
    paper: round(paper),
  });
  return {
    layer: point.layer,
    heldOutTopics: pair(point.heldOutTopics),
    leftOutWriters: pair(point.leftOutWriters),
    splitHalf: pair(point.splitHalf),
    splitHalfReadings: pair(point.splitHalfReadings),
    recall: point.recall.map(round),
    residualNorm: round(point.residualNorm),
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
