/** The validation report: how well the vectors tell new stories apart, at every residual point. */
import type { VectorSetName } from "../vectors.ts";

/** Our recipe (shrinkage discriminant) beside the paper's. Accuracies 0 … 1, cosines −1 … 1. */
export interface Compared {
  readonly ours: number;
  readonly paper: number;
}

export interface PointValidation {
  /** Residual point, 0 (embedding) … layers. */
  readonly layer: number;
  /** Accuracy on stories whose topics were held out. */
  readonly heldOutTopics: Compared;
  /** Accuracy on stories of a writer who was left out. */
  readonly leftOutWriters: Compared;
  /** Mean cosine between an emotion's vectors from two halves of the corpus that share no topic. */
  readonly splitHalf: Compared;
  /**
   * The same for what is read with them: mean correlation, within an emotion, of the readings that
   * both halves' vectors give. Vectors may differ much where stories hardly vary, and still agree.
   */
  readonly splitHalfReadings: Compared;
  /** Share of each emotion's stories that our recipe finds on held-out topics [24]. */
  readonly recall: readonly number[];
  /** Mean residual norm over ordinary text: the unit of α. */
  readonly residualNorm: number;
}

export interface SetValidation {
  readonly points: readonly PointValidation[];
  /** The layer with the best held-out accuracy; left-out writers decide a tie, then the lower layer. */
  readonly bestLayer: number;
}

/** Holds no date and no machine, so that the same corpus and model give the same file. */
export interface ValidationReport {
  readonly schema: 1;
  readonly model: string;
  readonly corpus: string;
  /** Deals the topics into folds. */
  readonly seed: number;
  readonly topicFolds: number;
  readonly shrinkage: number;
  readonly counts: {
    readonly stories: number;
    readonly neutral: number;
    readonly emotions: number;
    readonly topics: number;
    readonly writers: number;
  };
  /** Accuracy of guessing. */
  readonly chance: number;
  /** Accuracy of word counts alone (naive Bayes): what needs no model. */
  readonly bagOfWords: { readonly heldOutTopics: number; readonly leftOutWriters: number };
  readonly sets: Readonly<Record<VectorSetName, SetValidation>>;
}

/** The best layer by held-out topics, then left-out writers, then the lower one. */
export function bestLayer(points: readonly PointValidation[]): number {
  const better = (a: PointValidation, b: PointValidation) =>
    a.heldOutTopics.ours - b.heldOutTopics.ours ||
    a.leftOutWriters.ours - b.leftOutWriters.ours ||
    b.layer - a.layer;
  const [first, ...rest] = points;
  if (!first) throw new RangeError("no layer to choose from");
  return rest.reduce((best, point) => (better(point, best) > 0 ? point : best), first).layer;
}
