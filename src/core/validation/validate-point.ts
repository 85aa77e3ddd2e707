/** Validation at one residual point. The stories are gone through once; every fold is a sum of groups. */
import { EMOTIONS } from "../emotions.ts";
import { fitDiscriminant } from "../fit/discriminant.ts";
import { classify, type EmotionFit, fittedVector } from "../fit/emotion-fit.ts";
import { fromOrigin, originOf } from "../fit/fit-emotion-vectors.ts";
import { fitPaperRecipe, neutralDirections } from "../fit/paper-recipe.ts";
import {
  addMoments,
  addStories,
  noMoments,
  type StoryMoments,
  without,
} from "../fit/story-moments.ts";
import { cosine, norm } from "../linear/dot.ts";
import { type Grouping, halves } from "./folds.ts";
import type { Compared, PointValidation } from "./report.ts";

export interface PointInput {
  /** Story means [n, d] and neutral texts' means [m, d], residual units. */
  readonly stories: Float32Array;
  readonly neutral: Float32Array;
  readonly width: number;
  /** [n], indices into EMOTIONS. */
  readonly labels: readonly number[];
  readonly topics: Grouping;
  readonly writers: Grouping;
  readonly shrinkage: number;
}

/** Waited for between two pieces of work: lets others run, and ends it all by throwing. */
export type Pause = () => Promise<void>;

type Fitted = Record<keyof Compared, EmotionFit>;

/** All of a point's figures but its place and its norm. */
export async function validatePoint(
  input: PointInput,
  pause: Pause,
): Promise<Omit<PointValidation, "layer" | "residualNorm">> {
  const { width, labels, topics, writers, shrinkage } = input;
  // Only a place to count from: each fit finds its own centre.
  const origin = originOf(input.stories, width);
  const rows = fromOrigin(input.stories, origin);
  const { all, byTopic, byWriter } = await groupMoments(rows, input, pause);
  await pause();
  const removed = neutralDirections(input.neutral, width);
  const zero = new Float64Array(width);
  const fitBoth = (moments: StoryMoments): Fitted => ({
    ours: fitDiscriminant(moments, zero, shrinkage),
    paper: fitPaperRecipe(moments, zero, removed),
  });

  const leftOut = async (groups: Grouping, moments: readonly StoryMoments[]) =>
    guesses(rows, width, groups, async (group) => {
      await pause();
      return fitBoth(without(all, at(moments, group)));
    });
  const onTopics = await leftOut(topics, byTopic);
  const onWriters = await leftOut(writers, byWriter);
  await pause();
  const { spreadAlong } = fitDiscriminant(all, zero, shrinkage);
  const correlation = (u: Float64Array, v: Float64Array) => correlationAlong(spreadAlong, u, v);
  const agreement: Record<"cosine" | "reading", Compared>[] = [];
  for (const half of halves(topics.count)) {
    const first = noMoments(width);
    for (const group of half) addMoments(first, at(byTopic, group));
    await pause();
    const a = fitBoth(first);
    await pause();
    const b = fitBoth(without(all, first));
    await pause();
    agreement.push({ cosine: meanOver(a, b, cosine), reading: meanOver(a, b, correlation) });
  }
  return {
    heldOutTopics: accuracies(onTopics, labels),
    leftOutWriters: accuracies(onWriters, labels),
    splitHalf: compared((recipe) => average(agreement.map((half) => half.cosine[recipe]))),
    splitHalfReadings: compared((recipe) => average(agreement.map((half) => half.reading[recipe]))),
    recall: EMOTIONS.map((_, e) => {
      const own = labels.flatMap((label, i) => (label === e ? [onTopics.ours[i] === e] : []));
      return own.filter(Boolean).length / own.length;
    }),
  };
}

/** Moments of all stories, of each topic group and of each writer, from one pass over disjoint cells. */
async function groupMoments(
  rows: Float64Array,
  { width, labels, topics, writers }: PointInput,
  pause: Pause,
) {
  const all = noMoments(width);
  const byTopic = Array.from({ length: topics.count }, () => noMoments(width));
  const byWriter = Array.from({ length: writers.count }, () => noMoments(width));
  for (let t = 0; t < topics.count; t++) {
    for (let w = 0; w < writers.count; w++) {
      const inCell = labels.flatMap((_, i) =>
        topics.of[i] === t && writers.of[i] === w ? [i] : [],
      );
      if (inCell.length === 0) continue;
      await pause();
      const cell = noMoments(width);
      const some = inCell.map((i) => labels[i] as number);
      addStories(cell, pick(rows, width, inCell), some);
      for (const target of [all, at(byTopic, t), at(byWriter, w)]) addMoments(target, cell);
    }
  }
  return { all, byTopic, byWriter };
}

/** Each story's emotion as judged by the fit that did not see its group. */
async function guesses(
  rows: Float64Array,
  width: number,
  groups: Grouping,
  fitWithout: (group: number) => Promise<Fitted>,
): Promise<Record<keyof Compared, number[]>> {
  const result = { ours: [] as number[], paper: [] as number[] };
  for (let group = 0; group < groups.count; group++) {
    const members = groups.of.flatMap((g, i) => (g === group ? [i] : []));
    const fit = await fitWithout(group);
    const held = pick(rows, width, members);
    for (const recipe of ["ours", "paper"] as const) {
      for (const [k, guess] of classify(fit[recipe], held).entries()) {
        result[recipe][members[k] as number] = guess;
      }
    }
  }
  return result;
}

function accuracies(
  guessed: Record<keyof Compared, readonly number[]>,
  labels: readonly number[],
): Compared {
  return compared(
    (recipe) => labels.filter((label, i) => guessed[recipe][i] === label).length / labels.length,
  );
}

/** Mean over the emotions of how alike the vectors of two fits are. */
function meanOver(
  a: Fitted,
  b: Fitted,
  likeness: (u: Float64Array, v: Float64Array) => number,
): Compared {
  return compared((recipe) =>
    average(
      // Where there are no directions, nothing agrees.
      EMOTIONS.map((e) => likeness(fittedVector(a[recipe], e), fittedVector(b[recipe], e)) || 0),
    ),
  );
}

/** Correlation of readings along two directions: their cosine in the metric Σ_λ. NaN where one is zero. */
function correlationAlong(
  spreadAlong: (u: Float64Array) => number,
  u: Float64Array,
  v: Float64Array,
): number {
  if (norm(u) === 0 || norm(v) === 0) return Number.NaN;
  const [lu, lv] = [spreadAlong(u), spreadAlong(v)];
  const sum = spreadAlong(u.map((value, i) => value + (v[i] as number)));
  return (sum * sum - lu * lu - lv * lv) / (2 * lu * lv);
}

function compared(figure: (recipe: keyof Compared) => number): Compared {
  return { ours: figure("ours"), paper: figure("paper") };
}

function pick(rows: Float64Array, width: number, indices: readonly number[]): Float64Array {
  const picked = new Float64Array(indices.length * width);
  for (const [to, from] of indices.entries()) {
    picked.set(rows.subarray(from * width, (from + 1) * width), to * width);
  }
  return picked;
}

function at(groups: readonly StoryMoments[], index: number): StoryMoments {
  return groups[index] as StoryMoments;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
