import type { GraphBuilder } from "../onnx/graph.ts";
import { gelu, linear, silu } from "./operators.ts";
import type { DecoderSettings } from "./settings.ts";
import type { LayerWeights } from "./weights.ts";

/**
 * The gated feed-forward part: (f(x · gate) ∘ (x · up)) · down, with f silu or gelu.
 * Shazeer 2020, arXiv:2002.05202.
 */
export function feedForward(
  g: GraphBuilder,
  { activation }: DecoderSettings,
  x: string,
  { gate, up, down }: LayerWeights,
): string {
  const gated = (activation === "gelu" ? gelu : silu)(g, linear(g, x, gate));
  return linear(g, g.op("Mul", [gated, linear(g, x, up)]), down);
}
