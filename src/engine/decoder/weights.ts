import type { Weight } from "../tensor.ts";

/** One layer's matrices, each [out, in], its biases [out] and the gains of its norms. */
export interface LayerWeights {
  readonly attentionNorm: Weight;
  readonly query: Weight;
  readonly key: Weight;
  readonly value: Weight;
  readonly queryBias?: Weight;
  readonly keyBias?: Weight;
  readonly valueBias?: Weight;
  /** [headWidth]: one gain for all heads. */
  readonly queryNorm?: Weight;
  readonly keyNorm?: Weight;
  readonly attentionOutput: Weight;
  /** Of what attention adds to the residual stream. */
  readonly attentionBranchNorm?: Weight;
  readonly feedForwardNorm: Weight;
  readonly gate: Weight;
  readonly up: Weight;
  readonly down: Weight;
  /** Of what the feed-forward part adds to the residual stream. */
  readonly feedForwardBranchNorm?: Weight;
}

export type LayerPart = keyof LayerWeights;

/** Rows of the embedding matrix, made when asked for: the graph never holds it twice. */
export interface EmbeddingTable {
  readonly width: number;
  readonly vocabulary: number;
  /** Writes the embedding of `id` into out[at … at + width). */
  write(id: number, out: Float32Array, at: number): void;
}

export interface DecoderWeights {
  readonly embedding: EmbeddingTable;
  readonly layers: readonly LayerWeights[];
  readonly outputNorm: Weight;
  /** [vocabulary, width] in blocks of rows; the embedding matrix itself where the two are tied. */
  readonly output: readonly Weight[];
  /** What each pair's rotary frequency is divided by, where the file states it [headWidth / 2]. */
  readonly ropeDivisors?: Float32Array;
}
