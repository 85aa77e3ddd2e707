/**
 * What a fit needs to know about a group of stories: how many there are of each emotion, their
 * sums, and the sum of their outer products. Groups add up, so that every fold of a validation
 * comes from one pass over the stories.
 */
import { EMOTIONS } from "../emotions.ts";
import { addOuterProducts } from "../linear/symmetric.ts";

export interface StoryMoments {
  readonly width: number;
  /** Stories of each emotion [24]. */
  readonly counts: Float64Array;
  /** Σ (x − origin) for each emotion [24, d]. */
  readonly sums: Float64Array;
  /** Σ (x − origin)(x − origin)ᵀ [d, d], lower triangle. */
  readonly outer: Float64Array;
}

/** Moments of no story. */
export function noMoments(width: number): StoryMoments {
  return {
    width,
    counts: new Float64Array(EMOTIONS.length),
    sums: new Float64Array(EMOTIONS.length * width),
    outer: new Float64Array(width * width),
  };
}

/**
 * Adds stories to moments. x [n, d]: rows already taken from a common origin (near their mean, so
 * that products of large numbers do not cancel); labels [n]: indices into EMOTIONS.
 */
export function addStories(
  moments: StoryMoments,
  x: Float64Array,
  labels: readonly number[],
): void {
  const { width, counts, sums } = moments;
  if (x.length !== labels.length * width) throw new RangeError("one label a row, please");
  for (const [row, label] of labels.entries()) {
    if (!(label in EMOTIONS)) throw new RangeError(`no emotion ${label}`);
    counts[label] = (counts[label] as number) + 1;
    for (let j = 0; j < width; j++) {
      const at = label * width + j;
      sums[at] = (sums[at] as number) + (x[row * width + j] as number);
    }
  }
  addOuterProducts(moments.outer, x, width);
}

/** target ← target + scale · other; scale −1 takes a group away. */
export function addMoments(target: StoryMoments, other: StoryMoments, scale = 1): void {
  addScaled(target.counts, other.counts, scale);
  addScaled(target.sums, other.sums, scale);
  addScaled(target.outer, other.outer, scale);
}

/** Moments of the stories of `all` that are not in `part`. */
export function without(all: StoryMoments, part: StoryMoments): StoryMoments {
  const rest = noMoments(all.width);
  addMoments(rest, all);
  addMoments(rest, part, -1);
  return rest;
}

/** Mean of each emotion's stories [24, d], from the origin. Throws RangeError for an emotion without stories. */
export function emotionMeans({ width, counts, sums }: StoryMoments): Float64Array {
  const empty = counts.findIndex((count) => count < 1);
  if (empty >= 0) throw new RangeError(`no story for ${EMOTIONS[empty]}`);
  return sums.map((sum, at) => sum / (counts[Math.floor(at / width)] as number));
}

function addScaled(target: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = (target[i] as number) + scale * (values[i] as number);
  }
}
