/**
 * A model's emotion vectors as they ship: emotions.json (this shape) and emotions.bin.
 *
 * emotions.bin is little-endian float32. For each set in VECTOR_SETS order, for each residual
 * point 0 … points − 1: the centre μ [width], then the unit vectors v_e [emotions, width].
 *
 * One vector both reads and writes:
 *   reading  z_e = (r − μ) · v_e / storySigma_e        (story σ)
 *   writing  r ← r + α · residualNorm[point] · v_e
 */
import type { AxisId } from "./emotions.ts";

/** `text`: built from story means; `reply`: at the response-preparation token. */
export const VECTOR_SETS = ["text", "reply"] as const;
export type VectorSetName = (typeof VECTOR_SETS)[number];

/** Seeded isotropic unit directions, the control for every reading: how many, and from which seed. */
export const RANDOM_DIRECTIONS = { count: 20, seed: 20260402 } as const;

/** Spreads of one family of directions. Arrays are [points][columns]. */
export interface Spreads {
  /** √(vᵀ Σ_λ v): within-emotion spread of stories, in residual units. */
  readonly storySigma: readonly (readonly number[])[];
  /** Standard deviation of z (story σ) over the corpus' single tokens. */
  readonly tokenSigma: readonly (readonly number[])[];
}

export interface VectorSet {
  /** 24 columns, EMOTIONS order. */
  readonly emotions: Spreads;
  /** 20 columns: the random directions of RANDOM_DIRECTIONS. */
  readonly random: Spreads;
  /** For an axis, per point: spread of z_positive − z_negative over stories (within emotion) and tokens, in story σ. */
  readonly axes: Readonly<
    Record<
      AxisId,
      { readonly storySigma: readonly number[]; readonly tokenSigma: readonly number[] }
    >
  >;
}

export interface VectorsManifest {
  readonly schema: 1;
  readonly model: string;
  readonly weightsSha256: string;
  readonly binSha256: string;
  readonly points: number;
  readonly width: number;
  readonly emotions: readonly string[];
  /** Mean residual norm per point over ordinary text, position 0 excluded: the unit of α. */
  readonly residualNorm: readonly number[];
  /** Best layer by held-out accuracy, for each set: where the page opens. */
  readonly bestLayer: Readonly<Record<VectorSetName, number>>;
  readonly recipe: {
    readonly shrinkage: number;
    readonly corpus: string;
    readonly stories: number;
  };
  readonly sets: Readonly<Record<VectorSetName, VectorSet>>;
}

/** The parsed pair. `data` is emotions.bin. */
export interface EmotionVectors {
  readonly manifest: VectorsManifest;
  readonly data: Float32Array;
}
