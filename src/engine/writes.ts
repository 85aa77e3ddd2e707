import { type SteeringPlan, steeringVector } from "../core/steering.ts";
import type { EmotionVectors } from "../core/vectors.ts";
import { checkedInput, EngineError } from "./errors.ts";
import type { Transformer, Write } from "./transformer.ts";

/**
 * A steering plan as what the graph adds: one row of [P, d], at the positions of `where`.
 * Null where the plan writes nothing. The directions are those of the `text` set.
 * @throws EngineError bad-input for a layer that the model does not have, or a strength that is no number
 */
export function planWrite(
  plan: SteeringPlan | null,
  vectors: EmotionVectors,
  transformer: Transformer,
  promptTokens: number,
): Write | null {
  if (!plan) return null;
  const { points, settings } = transformer;
  if (!Number.isInteger(plan.layer) || plan.layer < 0 || plan.layer >= points) {
    throw new EngineError(
      "bad-input",
      `This model has the layers 0 to ${points - 1}; ${plan.layer} is not one of them.`,
    );
  }
  const { layer, vector } = checkedInput(() => steeringVector(plan, vectors, "text"));
  if (!vector) return null;
  const steer = new Float32Array(points * settings.width);
  steer.set(vector, layer * settings.width);
  const applies = {
    all: () => true,
    prompt: (position: number) => position < promptTokens,
    reply: (position: number) => position >= promptTokens,
  }[plan.where];
  return { steer, applies };
}
