/** Fitted directions, and how a text is given to one of them. */
import { EMOTIONS, type Emotion, emotionIndex } from "../emotions.ts";
import { dot } from "../linear/dot.ts";

export interface EmotionFit {
  readonly width: number;
  /** μ [d]: the mean of the emotions' means. */
  readonly centre: Float64Array;
  /** Unit vectors v_e [24, d], EMOTIONS order. */
  readonly vectors: Float64Array;
  /** What a projection is divided by for a reading [24]. */
  readonly storySigma: Float64Array;
}

/** The unit vector of an emotion [d], as a view. */
export function fittedVector(fit: EmotionFit, emotion: Emotion): Float64Array {
  const at = emotionIndex(emotion) * fit.width;
  return fit.vectors.subarray(at, at + fit.width);
}

/** Readings z [n, 24] of rows x [n, d]: (x − μ) · v_e / storySigma_e. */
export function readings(fit: EmotionFit, x: Float64Array | Float32Array): Float64Array {
  const { width, centre, vectors, storySigma } = fit;
  const count = x.length / width;
  const k = EMOTIONS.length;
  const z = new Float64Array(count * k);
  for (let e = 0; e < k; e++) {
    const level = dot(vectors, centre, width, e * width, 0);
    for (let r = 0; r < count; r++) {
      z[r * k + e] =
        (dot(vectors, x, width, e * width, r * width) - level) / (storySigma[e] as number);
    }
  }
  return z;
}

/** The emotion with the largest reading for each row of x [n, d], as indices into EMOTIONS. */
export function classify(fit: EmotionFit, x: Float64Array | Float32Array): number[] {
  const z = readings(fit, x);
  const k = EMOTIONS.length;
  return Array.from({ length: z.length / k }, (_, r) => {
    let best = 0;
    for (let e = 1; e < k; e++) {
      if ((z[r * k + e] as number) > (z[r * k + best] as number)) best = e;
    }
    return best;
  });
}
