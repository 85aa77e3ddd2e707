/** What transformers calls a decoder's tensors. Rows lie as the builder wants them. */
import type { TensorLayout } from "../decoder/read-weights.ts";
import type { Family } from "../decoder/settings.ts";
import type { LayerPart } from "../decoder/weights.ts";

const PARTS: Readonly<Record<LayerPart, string>> = {
  attentionNorm: "input_layernorm.weight",
  query: "self_attn.q_proj.weight",
  key: "self_attn.k_proj.weight",
  value: "self_attn.v_proj.weight",
  queryBias: "self_attn.q_proj.bias",
  keyBias: "self_attn.k_proj.bias",
  valueBias: "self_attn.v_proj.bias",
  queryNorm: "self_attn.q_norm.weight",
  keyNorm: "self_attn.k_norm.weight",
  attentionOutput: "self_attn.o_proj.weight",
  attentionBranchNorm: "post_attention_layernorm.weight",
  // Before feed-forward, but in most families named for what it comes after.
  feedForwardNorm: "post_attention_layernorm.weight",
  gate: "mlp.gate_proj.weight",
  up: "mlp.up_proj.weight",
  down: "mlp.down_proj.weight",
  feedForwardBranchNorm: "post_feedforward_layernorm.weight",
};
const GEMMA_PARTS: typeof PARTS = {
  ...PARTS,
  feedForwardNorm: "pre_feedforward_layernorm.weight",
};

/** Gemma's norms multiply with 1 + what is stored. */
export function huggingFaceLayout(family: Family): TensorLayout {
  const parts = family === "gemma3" ? GEMMA_PARTS : PARTS;
  return {
    embedding: "model.embed_tokens.weight",
    outputNorm: "model.norm.weight",
    output: "lm_head.weight",
    layer: (index, part) => `model.layers.${index}.${parts[part]}`,
    interleaved: false,
    gainOffset: family === "gemma3" ? 1 : 0,
  };
}
