/** Dealing stories into groups that are held out together. */
import type { Emotion } from "../emotions.ts";
import { createRandom } from "../random.ts";

/** What is known of a story besides its residuals. */
export interface StoryInfo {
  readonly emotion: Emotion;
  readonly topic: string;
  readonly writer: string;
  readonly text: string;
}

/** Groups 0 … count − 1, one a story. */
export interface Grouping {
  readonly count: number;
  readonly of: readonly number[];
}

/** Topics dealt into `count` groups of equal size (± 1), in an order drawn from the seed. */
export function topicGroups(stories: readonly StoryInfo[], count: number, seed: number): Grouping {
  const topics = createRandom(seed).shuffle(distinct(stories.map((s) => s.topic)));
  if (topics.length < count) throw new RangeError(`${topics.length} topics for ${count} folds`);
  const group = new Map(topics.map((topic, i) => [topic, i % count]));
  return { count, of: stories.map((s) => group.get(s.topic) as number) };
}

/** One group a writer. */
export function writerGroups(stories: readonly StoryInfo[]): Grouping {
  const writers = distinct(stories.map((s) => s.writer));
  return { count: writers.length, of: stories.map((s) => writers.indexOf(s.writer)) };
}

/** The halves of an even number of groups, each split once: the half that holds group 0. */
export function halves(count: number): number[][] {
  if (count % 2 !== 0 || count < 2) throw new RangeError("an odd number of folds has no halves");
  const choose = (from: number, left: number): number[][] => {
    if (left === 0) return [[]];
    return Array.from({ length: count - from }, (_, i) => from + i).flatMap((first) =>
      choose(first + 1, left - 1).map((rest) => [first, ...rest]),
    );
  };
  return choose(1, count / 2 - 1).map((rest) => [0, ...rest]);
}

/** Different values, sorted, so that the order of the files does not matter. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
