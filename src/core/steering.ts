/** What is written into the residual stream, and where. α is in shares of the mean residual norm. */
import type { Emotion } from "./emotions.ts";

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
}
