/**
 * The instrumented decoder as an ONNX graph. Shapes: B sequences, T new tokens, S = past + T,
 * P = layers + 1 residual points, d = width, K probes, R rows of logits.
 *
 * Inputs
 *   embedding     [B, T, d]   rows of the embedding matrix
 *   position_ids  [B, T]      int64
 *   bias          [1, 1, T, 1, S]  0 where a token may look, a large negative number where not
 *   local_bias    [1, 1, T, 1, S]  the same for layers with a sliding window, where there are any
 *   steer         [P, d]      what is added at each residual point
 *   steer_mask    [B, T, 1]   to which positions (0 or 1)
 *   probes.l      [d, K]      directions to read at each residual point l
 *   centre        [P, d]      what a reading is taken from
 *   pool          [B, 1, T]   weights of a sum over tokens
 *   logit_rows    [R]         int64, the token positions whose logits are wanted
 *   past_key.l, past_value.l  [S − T, 1, kvHeads, headWidth], token-major, so that appending copies
 *                             only new rows and a prefix is a view; one past serves all sequences.
 *                             At least one row: of zeros, hidden by the bias, where nothing is past
 * Outputs
 *   reading [B, T, P, K], norm [B, T, P] (length of residual − centre), pooled [B, P, d],
 *   logits [B, R, vocabulary], key.l and value.l [B, T, kvHeads · headWidth]
 *
 * Invariant: with steer = 0 every output is, bit for bit, that of the plain model.
 *
 * A sliding window is a second bias, not a shorter cache: every layer keeps all keys and values, so
 * that a prefix stays a view, a branch a copy, and a changed tail a truncation, whatever the layer.
 * Masked products cost little at the lengths that are read here (2,048 against a window of 512).
 */
import { type BuiltGraph, GraphBuilder } from "../onnx/graph.ts";
import type { Weight } from "../tensor.ts";
import { Attention } from "./attention.ts";
import { feedForward } from "./feed-forward.ts";
import { emitLogits } from "./logits.ts";
import { add, rmsNorm, scale } from "./operators.ts";
import type { DecoderSettings } from "./settings.ts";
import { Taps } from "./taps.ts";
import type { DecoderWeights } from "./weights.ts";

export interface BuildOptions {
  /** Longest sequence that the rotary tables serve. */
  readonly positions: number;
}

/**
 * Builds the graph; the weights are named in it and made later. Every layer reads the residual
 * stream, and adds to it what attention and then feed-forward make of what they read.
 */
export function buildDecoder(
  settings: DecoderSettings,
  weights: DecoderWeights,
  { positions }: BuildOptions,
): BuiltGraph {
  const g = new GraphBuilder();
  const norm = (x: string, gain: Weight) => rmsNorm(g, x, gain, settings.rmsEpsilon);
  const maybeNorm = (x: string, gain: Weight | undefined) => (gain ? norm(x, gain) : x);

  const embedding = g.input("embedding", ["B", "T", settings.width]);
  g.indexInput("position_ids", ["B", "T"]);
  const attention = new Attention(g, settings, weights, positions);
  const taps = new Taps(g, settings);

  const { embeddingScale } = settings;
  const scaled = embeddingScale === 1 ? embedding : scale(g, embedding, embeddingScale);
  let residual = taps.at(0, scaled);
  for (const [index, layer] of weights.layers.entries()) {
    const mixed = attention.layer(norm(residual, layer.attentionNorm), layer, index);
    residual = add(g, residual, maybeNorm(mixed, layer.attentionBranchNorm));
    const fed = feedForward(g, settings, norm(residual, layer.feedForwardNorm), layer);
    residual = add(g, residual, maybeNorm(fed, layer.feedForwardBranchNorm));
    residual = taps.at(index + 1, residual);
  }
  taps.emit();
  emitLogits(g, settings, residual, weights);
  return g.build();
}
