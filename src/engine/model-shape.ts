import type { ModelShape } from "../core/model-memory.ts";

export type { ModelShape };

/** Just these of something that says more. */
export function shapeOf(model: ModelShape): ModelShape {
  const { layers, width, heads, kvHeads, headWidth } = model;
  const { feedForward, vocabulary, contextLength, tiedOutput } = model;
  return {
    ...{ layers, width, heads, kvHeads, headWidth },
    ...{ feedForward, vocabulary, contextLength, tiedOutput },
  };
}
