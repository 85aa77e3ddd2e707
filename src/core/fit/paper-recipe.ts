/**
 * The recipe of Sofroniew et al. 2026 (arXiv:2604.07729), for comparison: m_e − μ without the
 * principal components that explain half of the variance of neutral texts, scaled to unit length.
 */
import { EMOTIONS } from "../emotions.ts";
import { dot, unit } from "../linear/dot.ts";
import { principalComponents } from "../linear/principal-components.ts";
import { columnMeans } from "../linear/symmetric.ts";
import { allAlike } from "./discriminant.ts";
import type { EmotionFit } from "./emotion-fit.ts";
import { emotionMeans, type StoryMoments } from "./story-moments.ts";

/** Share of the neutral texts' variance that is taken out. */
export const NEUTRAL_SHARE = 0.5;

/** The directions [count][d] that neutral texts [n, d] mostly differ along. */
export function neutralDirections(
  neutral: Float64Array | Float32Array,
  width: number,
): readonly Float64Array[] {
  return principalComponents(neutral, width, NEUTRAL_SHARE).directions;
}

/**
 * Fits from the moments of stories; `origin` [d] is what was taken from their rows. Its readings
 * are plain projections in residual units: the recipe knows no spread, so storySigma is 1. Vectors
 * are zero where all stories are the same.
 */
export function fitPaperRecipe(
  moments: StoryMoments,
  origin: Float64Array,
  removed: readonly Float64Array[],
): EmotionFit {
  const { width } = moments;
  const means = emotionMeans(moments);
  const middle = columnMeans(means, width);
  const vectors = new Float64Array(EMOTIONS.length * width);
  const alike = allAlike(moments);
  for (let e = 0; e < EMOTIONS.length; e++) {
    const offset = Float64Array.from(
      means.subarray(e * width, (e + 1) * width),
      (v, j) => v - (middle[j] as number),
    );
    for (const direction of removed) {
      const along = dot(offset, direction);
      for (let j = 0; j < width; j++) {
        offset[j] = (offset[j] as number) - along * (direction[j] as number);
      }
    }
    if (!alike) vectors.set(unit(offset), e * width);
  }
  return {
    width,
    centre: middle.map((v, j) => v + (origin[j] as number)),
    vectors,
    storySigma: new Float64Array(EMOTIONS.length).fill(1),
  };
}
