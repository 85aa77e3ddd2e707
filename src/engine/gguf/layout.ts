/** What llama.cpp calls a decoder's tensors, and how it orders their rows. */
import type { TensorLayout } from "../decoder/read-weights.ts";
import type { Family } from "../decoder/settings.ts";
import type { LayerPart } from "../decoder/weights.ts";

const PARTS: Readonly<Record<LayerPart, string>> = {
  attentionNorm: "attn_norm.weight",
  query: "attn_q.weight",
  key: "attn_k.weight",
  value: "attn_v.weight",
  queryBias: "attn_q.bias",
  keyBias: "attn_k.bias",
  valueBias: "attn_v.bias",
  queryNorm: "attn_q_norm.weight",
  keyNorm: "attn_k_norm.weight",
  attentionOutput: "attn_output.weight",
  attentionBranchNorm: "post_attention_norm.weight",
  feedForwardNorm: "ffn_norm.weight",
  gate: "ffn_gate.weight",
  up: "ffn_up.weight",
  down: "ffn_down.weight",
  feedForwardBranchNorm: "post_ffw_norm.weight",
};

/**
 * Only `llama` has its query and key rows interleaved. Gemma's norms already hold the 1 that its
 * training code adds to them.
 */
export function ggufLayout(family: Family): TensorLayout {
  return {
    embedding: "token_embd.weight",
    outputNorm: "output_norm.weight",
    output: "output.weight",
    ropeDivisors: "rope_freqs.weight",
    layer: (index, part) => `blk.${index}.${PARTS[part]}`,
    interleaved: family === "llama",
    gainOffset: 0,
  };
}
