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
import { validatePoint } from "./validate-point.ts";

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
  /** Called after each point of each set, done of total. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Waited for between two points: lets others run, and ends the validation by throwing. */
  readonly pause?: () => Promise<void>;
}

/**
 * Runs the whole validation, point by point (31 points of 576 numbers take about two minutes).
 * Figures are rounded to four digits, so that a machine's last bit does not change the report.
 */
export async function validate(
  input: ValidationInput,
  { seed = 1, topicFolds = 4, shrinkage = SHRINKAGE, onProgress, pause }: ValidationOptions = {},
): Promise<ValidationReport> {
  const { stories, residualNorm, width } = input;
  const labels = stories.map((story) => emotionIndex(story.emotion));
  const topics = topicGroups(stories, topicFolds, seed);
  const writers = writerGroups(stories);
  let done = 0;
  let neutral = 0;
  const validateSet = async (set: VectorSetName): Promise<SetValidation> => {
    const points: PointValidation[] = [];
    for (const [layer, norm] of residualNorm.entries()) {
      await pause?.();
      const residuals = input.residuals(set, layer);
      neutral = residuals.neutral.length / width;
      const figures = validatePoint({ ...residuals, width, labels, topics, writers, shrinkage });
      onProgress?.(++done, VECTOR_SETS.length * residualNorm.length);
      points.push(rounded({ layer, ...figures, residualNorm: norm }));
    }
    return { points, bestLayer: bestLayer(points) };
  };
  const sets = { text: await validateSet("text"), reply: await validateSet("reply") };
  return {
    schema: 1,
    model: input.model,
    corpus: input.corpus,
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
