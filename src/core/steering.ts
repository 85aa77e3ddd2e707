/** What is written into the residual stream, and where. α is in shares of the mean residual norm. */
import type { Emotion } from "./emotions.ts";
import { randomUnitVector } from "./random.ts";
import type { EmotionVectors, VectorSetName } from "./vectors.ts";
import { emotionVector } from "./vectors-access.ts";

export const MAX_ALPHA = 0.6;
export const MAX_TERMS = 3;

/** Which positions are written to: `prompt` and `reply` are disjoint, and together `all`. */
export const STEER_WHERE = ["all", "prompt", "reply"] as const;
export type SteerWhere = (typeof STEER_WHERE)[number];

export interface SteerTerm {
  readonly emotion: Emotion;
  readonly alpha: number;
}

export interface SteeringPlan {
  readonly terms: readonly SteerTerm[];
  /** Residual point, 0 (embedding) … layers. */
  readonly layer: number;
  readonly where: SteerWhere;
  /** When set, the summed direction is replaced by a seeded random one of the same norm: the control. */
  readonly randomSeed?: number;
  /**
   * The random direction turned round: what −α is to α. A norm has no sign, so that without this
   * the control of −α is that of α, and a difference of the two says nothing.
   */
  readonly randomReversed?: boolean;
}

/** What goes into the residual stream at one point; `vector` [width] is null where nothing is written. */
export interface SteeringVector {
  readonly layer: number;
  readonly vector: Float32Array | null;
}

/** True where the plan writes nothing: the run is then the plain run, bit for bit. */
export function isNeutral(plan: Pick<SteeringPlan, "terms">): boolean {
  return summedTerms(plan.terms).length === 0;
}

/**
 * Σ α_e · residualNorm[layer] · v_e(layer), in residual units. With `randomSeed`, a random
 * direction of exactly that norm. Throws RangeError for a layer that the model does not have and
 * for an α that is no finite number.
 */
export function steeringVector(
  plan: SteeringPlan,
  vectors: EmotionVectors,
  set: VectorSetName,
): SteeringVector {
  const { layer } = plan;
  const norm = vectors.manifest.residualNorm[layer];
  if (norm === undefined) {
    throw new RangeError(`layer ${layer} is not one of 0 … ${vectors.manifest.points - 1}`);
  }
  const terms = summedTerms(plan.terms);
  if (terms.length === 0) return { layer, vector: null };
  const sum = new Float64Array(vectors.manifest.width);
  for (const { emotion, alpha } of terms) {
    const direction = emotionVector(vectors, set, layer, emotion);
    for (let i = 0; i < sum.length; i++) {
      sum[i] = (sum[i] as number) + alpha * norm * (direction[i] as number);
    }
  }
  if (plan.randomSeed === undefined) return { layer, vector: Float32Array.from(sum) };
  const length = Math.sqrt(sum.reduce((total, v) => total + v * v, 0));
  const random = randomUnitVector(plan.randomSeed, 0, sum.length);
  const signed = plan.randomReversed ? -length : length;
  return { layer, vector: random.map((v) => v * signed) };
}

/** "afraid +0.35, calm −0.10", with a true minus; "no steering" where every α is 0. */
export function describeTerms(terms: readonly SteerTerm[]): string {
  const summed = summedTerms(terms);
  if (summed.length === 0) return "no steering";
  return summed.map(({ emotion, alpha }) => `${emotion} ${signed(alpha)}`).join(", ");
}

/** One term an emotion, without those that cancel; order of first mention. */
function summedTerms(terms: readonly SteerTerm[]): SteerTerm[] {
  const sums = new Map<Emotion, number>();
  for (const { emotion, alpha } of terms) {
    if (!Number.isFinite(alpha)) throw new RangeError(`the strength of ${emotion} is no number`);
    sums.set(emotion, (sums.get(emotion) ?? 0) + alpha);
  }
  return [...sums].flatMap(([emotion, alpha]) => (alpha === 0 ? [] : [{ emotion, alpha }]));
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
