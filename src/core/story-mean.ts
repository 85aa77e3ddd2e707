/** A whole text as one reading, and one reading as numbers for people. */
import { AXES, type Direction, EMOTIONS, emotionIndex, isAxis } from "./emotions.ts";
import type { VectorSet } from "./vectors.ts";
import { COLUMNS } from "./vectors-access.ts";

/** Tokens at the start of a text that the mean leaves out: it has not become a story yet. */
const SKIPPED = 20;

/**
 * The story rule: tokens start … end − 1 enter a text's mean, from the 20th on, or from the middle
 * where a text is shorter than 40. Position 0 never enters, so one token alone has an empty span.
 */
export function storySpan(tokens: number): { start: number; end: number } {
  const start = Math.max(1, Math.min(SKIPPED, Math.floor(tokens / 2)));
  return { start: Math.min(start, Math.max(tokens, 1)), end: Math.max(tokens, 1) };
}

/** Mean of z [T, P, K] by the story rule: [P, K], story σ. NaN where the span is empty. */
export function meanReading(z: Float32Array, points: number): Float32Array {
  const size = points * COLUMNS;
  const { start, end } = storySpan(z.length / size);
  const sums = new Float64Array(size);
  for (let t = start; t < end; t++) {
    for (let i = 0; i < size; i++) sums[i] = (sums[i] as number) + (z[t * size + i] as number);
  }
  return Float32Array.from(sums, (sum) => sum / (end - start));
}

/**
 * A direction's value in one reading [P, K], in story σ: an emotion's z as it is, an axis' difference
 * over the spread of that difference between stories of one emotion.
 */
export function storyValue(
  reading: Float32Array,
  set: VectorSet,
  direction: Direction,
  layer: number,
): number {
  const z = (column: number) => at(reading, layer, column);
  if (!isAxis(direction)) return z(emotionIndex(direction));
  const { positive, negative } = AXES[direction];
  const sigma = set.axes[direction].storySigma[layer] ?? Number.NaN;
  return (z(emotionIndex(positive)) - z(emotionIndex(negative))) / sigma;
}

/** The random control directions' values in one reading [P, K]: [20], story σ. */
export function randomStoryValues(reading: Float32Array, layer: number): number[] {
  return Array.from({ length: COLUMNS - EMOTIONS.length }, (_, index) =>
    at(reading, layer, EMOTIONS.length + index),
  );
}

function at(reading: Float32Array, layer: number, column: number): number {
  const value = reading[layer * COLUMNS + column];
  if (value === undefined || column < 0) throw new RangeError(`no layer ${layer}`);
  return value;
}
