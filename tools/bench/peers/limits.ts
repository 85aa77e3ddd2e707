/** What the machine could do at most, and what share of it a speed is. */
import type { Length } from "../engine-timings.ts";
import type { Work } from "./ratios.ts";

export interface Limits {
  /** Gigabytes a second that are read from memory. */
  readonly bandwidth: number;
  /** Thousand millions of floating-point operations a second. */
  readonly arithmetic: number;
}

/** Float32 weights of SmolLM2-135M; the embedding matrix is the output matrix as well. */
const WEIGHTS = 134_515_008;
const VOCABULARY = 49_152;
const [WIDTH, LAYERS, HEADS, KV_HEADS, HEAD_WIDTH] = [576, 30, 9, 3, 64];

/** Bytes that a step of decoding after `length` tokens has to read: all weights, keys and values. */
export function decodeBytes(length: number): number {
  return 4 * (WEIGHTS + 2 * LAYERS * KV_HEADS * HEAD_WIDTH * length);
}

/** Operations of a prefill whose last token alone gets logits; half of the attention is masked. */
export function prefillOperations(length: number): number {
  const layers = 2 * (WEIGHTS - VOCABULARY * WIDTH) * length;
  const attention = 2 * LAYERS * HEADS * HEAD_WIDTH * length * length;
  return layers + attention + 2 * VOCABULARY * WIDTH;
}

/** Share of the limit that applies: bandwidth for a step of decoding, arithmetic for a prefill. */
export function shareOfLimit(limits: Limits, work: Work, length: Length, rate: number): number {
  return work === "decode"
    ? (rate * decodeBytes(length)) / (limits.bandwidth * 1e9)
    : ((rate / length) * prefillOperations(length)) / (limits.arithmetic * 1e9);
}
