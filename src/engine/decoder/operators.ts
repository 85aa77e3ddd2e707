/** The few operations that a decoder is made of, beside attention. */
import type { GraphBuilder } from "../onnx/graph.ts";
import type { Weight } from "../tensor.ts";

/** x · Wᵀ (+ bias) with W as published, [out, in]: no transposed copy is made. */
export function linear(g: GraphBuilder, x: string, weight: Weight, bias?: Weight): string {
  const product = g.contrib("FusedMatMul", [x, g.weight(weight)], { transB: 1 });
  return bias ? add(g, product, g.weight(bias)) : product;
}

/**
 * x / √(mean of x² + ε) ∘ gain, over the last dimension. Zhang & Sennrich 2019, arXiv:1910.07467.
 */
export function rmsNorm(g: GraphBuilder, x: string, gain: Weight, epsilon: number): string {
  return g.op("SimplifiedLayerNormalization", [x, g.weight(gain)], {
    axis: -1,
    epsilon: { float: epsilon },
  });
}

export function add(g: GraphBuilder, a: string, b: string): string {
  return g.op("Add", [a, b]);
}

export function scale(g: GraphBuilder, x: string, factor: number): string {
  return g.op("Mul", [x, scalar(g, factor)]);
}

/** cap · tanh(x / cap): nearly x where x is small, never beyond ± cap. Nothing where there is no cap. */
export function softCap(g: GraphBuilder, x: string, cap: number | null): string {
  if (cap === null) return x;
  return scale(g, g.op("Tanh", [g.op("Div", [x, scalar(g, cap)])]), cap);
}

/** x · sigmoid(x). */
export function silu(g: GraphBuilder, x: string): string {
  return g.op("Mul", [x, g.op("Sigmoid", [x])]);
}

/** The tanh form of GELU. Hendrycks & Gimpel 2016, arXiv:1606.08415. */
export function gelu(g: GraphBuilder, x: string): string {
  return g.contrib("FastGelu", [x]);
}

function scalar(g: GraphBuilder, value: number): string {
  return g.floats(`scalar:${value}`, Float32Array.of(value), [1]);
}
