/** From story means at one residual point to the vectors that ship, and their spreads. */
import { AXES, type AxisId, type Emotion, emotionIndex } from "../emotions.ts";
import { randomDirections } from "../vectors-access.ts";
import { type DiscriminantFit, fitDiscriminant } from "./discriminant.ts";
import { type EmotionFit, fittedVector } from "./emotion-fit.ts";
import { addStories, noMoments } from "./story-moments.ts";

/** Story means at one residual point. */
export interface Stories {
  /** [n, d], residual units. */
  readonly x: Float64Array | Float32Array;
  readonly width: number;
  /** [n], indices into EMOTIONS. */
  readonly labels: readonly number[];
}

export const SHRINKAGE = 0.5;

/** The shrinkage discriminant of all stories (discriminant.ts). Throws RangeError as it does. */
export function fitEmotionVectors(
  { x, width, labels }: Stories,
  { shrinkage = SHRINKAGE }: { shrinkage?: number } = {},
): DiscriminantFit {
  const origin = originOf(x, width);
  const moments = noMoments(width);
  addStories(moments, fromOrigin(x, origin), labels);
  return fitDiscriminant(moments, origin, shrinkage);
}

/**
 * A place among the rows to count from, so that no large numbers cancel: the first row [d]. Rows
 * that are all alike are then exactly 0. Throws RangeError where there are none.
 */
export function originOf(x: Float64Array | Float32Array, width: number): Float64Array {
  if (x.length < width) throw new RangeError("no story to fit");
  return Float64Array.from(x.subarray(0, width));
}

/** The rows of x [n, d] less the origin [d]. */
export function fromOrigin(x: Float64Array | Float32Array, origin: Float64Array): Float64Array {
  return Float64Array.from(x, (v, at) => v - (origin[at % origin.length] as number));
}

/**
 * Spread over stories, within emotion, of z_positive − z_negative (story σ): the length under Σ_λ
 * of the difference of both directions, each over its own spread.
 */
export function axisStorySigma(fit: DiscriminantFit, axis: AxisId): number {
  const positive = scaled(fit, AXES[axis].positive);
  const negative = scaled(fit, AXES[axis].negative);
  return fit.spreadAlong(positive.map((v, j) => v - (negative[j] as number)));
}

/** √(uᵀ Σ_λ u) of each random control direction [20]. */
export function randomStorySigma(fit: DiscriminantFit): number[] {
  return randomDirections(fit.width).map((direction) => fit.spreadAlong(direction));
}

/** v_e / storySigma_e. */
function scaled(fit: EmotionFit, emotion: Emotion): Float64Array {
  const sigma = fit.storySigma[emotionIndex(emotion)] as number;
  return fittedVector(fit, emotion).map((v) => v / sigma);
}
