/** config.json, as transformers writes it beside safetensors: what the decoder's settings need of it. */
import * as v from "valibot";
import { EngineError } from "../errors.ts";

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
const positive = v.pipe(v.number(), v.gtValue(0));
const flag = v.nullish(v.boolean(), false);

/** Rotary settings: `rope_type` was once `type`, and `rope_theta` once lay outside. */
const Rope = v.object({
  rope_theta: v.nullish(positive),
  rope_type: v.nullish(v.string()),
  type: v.nullish(v.string()),
  factor: v.nullish(positive),
  low_freq_factor: v.nullish(positive),
  high_freq_factor: v.nullish(positive),
  original_max_position_embeddings: v.nullish(positive),
  partial_rotary_factor: v.nullish(positive, 1),
});

const Config = v.object({
  model_type: v.string(),
  num_hidden_layers: size,
  hidden_size: size,
  intermediate_size: size,
  num_attention_heads: size,
  num_key_value_heads: v.nullish(size),
  head_dim: v.nullish(size),
  vocab_size: size,
  max_position_embeddings: v.nullish(size, 2048),
  rms_norm_eps: v.nullish(positive, 1e-6),
  /** Since transformers 5: everything about rotary positions, by kind of layer where these differ. */
  rope_parameters: v.nullish(
    v.union([
      v.object({
        full_attention: Rope,
        sliding_attention: v.nullish(Rope),
      }),
      Rope,
    ]),
  ),
  rope_theta: v.nullish(positive),
  rope_scaling: v.nullish(Rope),
  rope_local_base_freq: v.nullish(positive),
  partial_rotary_factor: v.nullish(positive, 1),
  sliding_window: v.nullish(size),
  use_sliding_window: flag,
  max_window_layers: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  layer_types: v.nullish(v.array(v.picklist(["full_attention", "sliding_attention"]))),
  sliding_window_pattern: v.nullish(size),
  query_pre_attn_scalar: v.nullish(positive),
  attn_logit_softcapping: v.nullish(positive),
  final_logit_softcapping: v.nullish(positive),
  tie_word_embeddings: v.nullish(v.boolean()),
  hidden_act: v.nullish(v.string()),
  hidden_activation: v.nullish(v.string()),
  attention_bias: flag,
  mlp_bias: flag,
  use_bidirectional_attention: flag,
});

export type RopeConfig = v.InferOutput<typeof Rope>;
export type HuggingFaceConfig = v.InferOutput<typeof Config>;

/** Checks a parsed config.json. @throws EngineError corrupt-model, with the first fault and its place */
export function parseConfig(json: unknown): HuggingFaceConfig {
  const result = v.safeParse(Config, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new EngineError(
    "corrupt-model",
    `The model's config.json can't be used: ${path ? `${path}: ` : ""}${issue.message}.`,
  );
}
