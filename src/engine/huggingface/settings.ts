import {
  checkSettings,
  type DecoderSettings,
  type Family,
  type RopeScaling,
  type RopeSettings,
  type SlidingSettings,
  TRAITS,
  unsupported,
} from "../decoder/settings.ts";
import { EngineError } from "../errors.ts";
import { type HuggingFaceConfig, parseConfig, type RopeConfig } from "./config.ts";

const FAMILY_OF: Readonly<Record<string, Family>> = {
  llama: "llama",
  qwen2: "qwen2",
  qwen3: "qwen3",
  gemma3_text: "gemma3",
};

/** What transformers assumes where config.json is silent. */
const DEFAULTS = {
  llama: { ropeBase: 10_000, headWidth: null, tied: false },
  qwen2: { ropeBase: 10_000, headWidth: null, tied: false },
  qwen3: { ropeBase: 10_000, headWidth: 128, tied: false },
  gemma3: { ropeBase: 1_000_000, headWidth: 256, tied: true },
} as const;
const GEMMA3 = {
  localRopeBase: 10_000,
  everyNthGlobal: 6,
  window: 4096,
  queryScalar: 256,
} as const;

/**
 * The decoder's settings as a parsed config.json states them.
 * @throws EngineError unsupported-model for another family or an unknown variant, corrupt-model for
 * missing or absurd numbers
 */
export function huggingFaceSettings(json: unknown): DecoderSettings {
  const family = familyOf(json);
  const config = parseConfig(json);
  refuseVariants(config, family);
  const { hidden_size: width, num_attention_heads: heads } = config;
  const defaults = DEFAULTS[family];
  const headWidth = config.head_dim ?? defaults.headWidth ?? width / heads;
  const isGemma = family === "gemma3";
  return checkSettings({
    family,
    ...TRAITS[family],
    layers: config.num_hidden_layers,
    width,
    heads,
    kvHeads: config.num_key_value_heads ?? heads,
    headWidth,
    feedForward: config.intermediate_size,
    vocabulary: config.vocab_size,
    contextLength: config.max_position_embeddings,
    rmsEpsilon: config.rms_norm_eps,
    embeddingScale: isGemma ? Math.sqrt(width) : 1,
    rope: globalRope(config, defaults.ropeBase),
    sliding: sliding(config, family),
    queryScale:
      (isGemma ? (config.query_pre_attn_scalar ?? GEMMA3.queryScalar) : headWidth) ** -0.5,
    attentionCap: config.attn_logit_softcapping ?? null,
    logitCap: config.final_logit_softcapping ?? null,
    tiedOutput: config.tie_word_embeddings ?? defaults.tied,
  });
}

/** Before anything else: another family's config.json may look quite different. */
function familyOf(json: unknown): Family {
  const named = json instanceof Object && "model_type" in json ? json.model_type : undefined;
  const family = Object.entries(FAMILY_OF).find(([type]) => type === named)?.[1];
  if (!family) throw unsupported(`is of the family “${String(named)}”`);
  return family;
}

function globalRope(config: HuggingFaceConfig, fallback: number): RopeSettings {
  const { rope_parameters: parameters, rope_scaling: scaling, rope_theta } = config;
  const own = parameters && "full_attention" in parameters ? parameters.full_attention : parameters;
  return {
    base: own?.rope_theta ?? scaling?.rope_theta ?? rope_theta ?? fallback,
    scaling: ropeScaling(own ?? scaling),
  };
}

function ropeScaling(rope: RopeConfig | null | undefined): RopeScaling | null {
  const kind = rope?.rope_type ?? rope?.type ?? "default";
  if (!rope || kind === "default") return null;
  if (rope.partial_rotary_factor !== 1)
    throw unsupported("turns only a part of each attention head");
  if (kind === "linear") return { kind, factor: needed(rope, "factor") };
  if (kind === "llama3") {
    return {
      kind,
      factor: needed(rope, "factor"),
      lowFrequencyFactor: needed(rope, "low_freq_factor"),
      highFrequencyFactor: needed(rope, "high_freq_factor"),
      originalContext: needed(rope, "original_max_position_embeddings"),
    };
  }
  throw unsupported(`scales its rotary positions by “${kind}”`);
}

function needed(
  rope: RopeConfig,
  key: "factor" | "low_freq_factor" | "high_freq_factor" | "original_max_position_embeddings",
): number {
  const value = rope[key];
  if (!value) {
    throw new EngineError(
      "corrupt-model",
      `The model's config.json lacks ${key} of its rope_scaling.`,
    );
  }
  return value;
}

function sliding(config: HuggingFaceConfig, family: Family): SlidingSettings | null {
  const layers = localLayers(config, family);
  if (!layers.includes(true)) return null;
  const window = config.sliding_window ?? (family === "gemma3" ? GEMMA3.window : undefined);
  if (!window) {
    throw new EngineError("corrupt-model", "The model's config.json lacks a sliding_window.");
  }
  return { window, layers, rope: localRope(config, family) };
}

function localLayers(config: HuggingFaceConfig, family: Family): boolean[] {
  const { num_hidden_layers: count, layer_types, max_window_layers } = config;
  if (layer_types && (family === "gemma3" || config.use_sliding_window)) {
    return layer_types.map((type) => type === "sliding_attention");
  }
  const period = config.sliding_window_pattern ?? GEMMA3.everyNthGlobal;
  const isLocal = (layer: number): boolean => {
    if (family === "gemma3") return (layer + 1) % period !== 0;
    return config.use_sliding_window && layer >= (max_window_layers ?? count);
  };
  return Array.from({ length: Math.min(count, 2 ** 16) }, (_, layer) => isLocal(layer));
}

/** Only Gemma's local layers have rotary positions of their own. */
function localRope(config: HuggingFaceConfig, family: Family): RopeSettings {
  if (family !== "gemma3") return globalRope(config, DEFAULTS[family].ropeBase);
  const { rope_parameters: parameters } = config;
  const own = parameters && "full_attention" in parameters ? parameters.sliding_attention : null;
  return {
    base: own?.rope_theta ?? config.rope_local_base_freq ?? GEMMA3.localRopeBase,
    scaling: ropeScaling(own),
  };
}

const ACTIVATIONS: Readonly<Record<DecoderSettings["activation"], readonly string[]>> = {
  silu: ["silu", "swish"],
  gelu: ["gelu_pytorch_tanh", "gelu_new"],
};

/** Forms of these families that the builder would silently get wrong. */
function refuseVariants(config: HuggingFaceConfig, family: Family): void {
  const { activation } = TRAITS[family];
  const named = config.hidden_activation ?? config.hidden_act;
  if (named && !ACTIVATIONS[activation].includes(named)) {
    throw unsupported(`has the activation “${named}”`);
  }
  if (config.attention_bias && family !== "qwen2") throw unsupported("has biases in its attention");
  if (config.mlp_bias) throw unsupported("has biases in its feed-forward part");
  if (config.use_bidirectional_attention) throw unsupported("looks ahead in its text");
  if (config.partial_rotary_factor !== 1) {
    throw unsupported("turns only a part of each attention head");
  }
}
