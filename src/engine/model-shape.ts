import type { DecoderSettings } from "./decoder/settings.ts";

/** The sizes that say how much memory a model takes. A DecoderSettings is one. */
export type ModelShape = Pick<
  DecoderSettings,
  | "layers"
  | "width"
  | "heads"
  | "kvHeads"
  | "headWidth"
  | "feedForward"
  | "vocabulary"
  | "contextLength"
  | "tiedOutput"
>;

/** Just these of something that says more. */
export function shapeOf(model: ModelShape): ModelShape {
  const { layers, width, heads, kvHeads, headWidth } = model;
  const { feedForward, vocabulary, contextLength, tiedOutput } = model;
  return {
    ...{ layers, width, heads, kvHeads, headWidth },
    ...{ feedForward, vocabulary, contextLength, tiedOutput },
  };
}
