/**
 * The shrinkage discriminant, our recipe: v_e = unit of Σ_λ⁻¹ (m_e − μ).
 *
 * m_e is the mean of an emotion's stories, μ the mean of the m_e. Σ_w is the pooled covariance of
 * stories around their own emotion's mean (divided by their number), and
 * Σ_λ = (1 − λ) Σ_w + λ · (trace Σ_w / d) · I, shrunk as in Ledoit & Wolf (2004).
 */
import { EMOTIONS } from "../emotions.ts";
import { choleskyFactor, choleskySolve } from "../linear/cholesky.ts";
import { unit } from "../linear/dot.ts";
import { addOuterProducts, columnMeans, quadraticForm, trace } from "../linear/symmetric.ts";
import type { EmotionFit } from "./emotion-fit.ts";
import { emotionMeans, type StoryMoments } from "./story-moments.ts";

export interface DiscriminantFit extends EmotionFit {
  /** √(uᵀ Σ_λ u): the within-emotion spread of stories along any u [d], in u's units. */
  spreadAlong(u: Float64Array | Float32Array): number;
}

/**
 * Fits from the moments of stories; `origin` [d] is what was taken from their rows. Throws
 * RangeError for an emotion without stories, for a shrinkage outside 0 … 1, and where the
 * covariance cannot be inverted (too few stories for so little shrinkage).
 *
 * Where all stories are the same (a template's last token before the first layer) there is nothing
 * to find: the vectors are zero and the spreads 1, so that every reading is 0.
 */
export function fitDiscriminant(
  moments: StoryMoments,
  origin: Float64Array,
  shrinkage: number,
): DiscriminantFit {
  if (!(shrinkage >= 0 && shrinkage <= 1)) throw new RangeError("shrinkage must be 0 … 1");
  const { width } = moments;
  const means = emotionMeans(moments);
  const middle = columnMeans(means, width);
  if (allAlike(moments)) return emptyFit(middle, origin);
  const covariance = shrunk(withinCovariance(moments, means), width, shrinkage);
  const factor = choleskyFactor(covariance, width);

  const vectors = new Float64Array(EMOTIONS.length * width);
  const storySigma = new Float64Array(EMOTIONS.length);
  for (let e = 0; e < EMOTIONS.length; e++) {
    const offset = Float64Array.from(
      means.subarray(e * width, (e + 1) * width),
      (v, j) => v - (middle[j] as number),
    );
    const direction = unit(choleskySolve(factor, offset));
    vectors.set(direction, e * width);
    storySigma[e] = Math.sqrt(quadraticForm(covariance, direction));
  }
  return {
    width,
    centre: middle.map((v, j) => v + (origin[j] as number)),
    vectors,
    storySigma,
    spreadAlong: (u) => Math.sqrt(quadraticForm(covariance, u)),
  };
}

/** True where no story differs from the origin, which is then the first of them. */
export function allAlike({ outer, width }: StoryMoments): boolean {
  return trace(outer, width) === 0;
}

/** The fit of stories that do not differ. */
function emptyFit(middle: Float64Array, origin: Float64Array): DiscriminantFit {
  const width = middle.length;
  return {
    width,
    centre: middle.map((v, j) => v + (origin[j] as number)),
    vectors: new Float64Array(EMOTIONS.length * width),
    storySigma: new Float64Array(EMOTIONS.length).fill(1),
    spreadAlong: () => 1,
  };
}

/** Σ_w = (Σ x xᵀ − Σ_e n_e m_e m_eᵀ) / n, lower triangle. */
function withinCovariance(
  { width, counts, outer }: StoryMoments,
  means: Float64Array,
): Float64Array {
  const covariance = outer.slice();
  const weighted = means.map((v, at) => v * Math.sqrt(counts[Math.floor(at / width)] as number));
  addOuterProducts(covariance, weighted, width, -1);
  const stories = counts.reduce((sum, n) => sum + n, 0);
  for (let i = 0; i < covariance.length; i++) {
    covariance[i] = (covariance[i] as number) / stories;
  }
  return covariance;
}

function shrunk(covariance: Float64Array, width: number, shrinkage: number): Float64Array {
  const level = trace(covariance, width) / width;
  for (let i = 0; i < covariance.length; i++) {
    covariance[i] = (1 - shrinkage) * (covariance[i] as number);
  }
  for (let i = 0; i < width; i++) {
    const at = i * width + i;
    covariance[at] = (covariance[at] as number) + shrinkage * level;
  }
  return covariance;
}
