import type { Weight } from "../tensor.ts";

/** One layer's matrices, each [out, in], and norm gains [width]. */
export interface LayerWeights {
  readonly attentionNorm: Weight;
  readonly query: Weight;
  readonly key: Weight;
  readonly value: Weight;
  readonly attentionOutput: Weight;
  readonly feedForwardNorm: Weight;
  readonly gate: Weight;
  readonly up: Weight;
  readonly down: Weight;
}

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
}
