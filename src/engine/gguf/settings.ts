import {
  checkSettings,
  type DecoderSettings,
  FAMILIES,
  type RopeScaling,
  type SlidingSettings,
  TRAITS,
  unsupported,
} from "../decoder/settings.ts";
import { EngineError } from "../errors.ts";
import type { GgufHeader, GgufValue } from "./types.ts";

/** What llama.cpp assumes of Gemma 3 where the file is silent. */
const GEMMA3 = { localRopeBase: 10_000, everyNthGlobal: 6, layersOf27B: 62 } as const;

/**
 * The decoder's settings as a GGUF's metadata states them.
 * @throws EngineError unsupported-model for another family or an unknown variant, corrupt-model for
 * missing or absurd numbers
 */
export function decoderSettings(header: GgufHeader): DecoderSettings {
  const named = header.metadata.get("general.architecture");
  const family = FAMILIES.find((known) => known === named);
  if (!family) throw unsupported(`is of the family “${String(named)}”`);
  const metadata = new Metadata(header, family);
  const width = metadata.number("embedding_length");
  const heads = metadata.number("attention.head_count");
  const headWidth = metadata.number("attention.key_length", width / heads);
  const layers = metadata.number("block_count");
  refuseVariants(header, metadata, headWidth);
  const embedding = header.tensors.get("token_embd.weight");
  const settings: DecoderSettings = {
    family,
    ...TRAITS[family],
    layers,
    width,
    heads,
    kvHeads: metadata.number("attention.head_count_kv", heads),
    headWidth,
    feedForward: metadata.number("feed_forward_length"),
    vocabulary: embedding?.dims[1] ?? metadata.number("vocab_size"),
    contextLength: metadata.number("context_length"),
    rmsEpsilon: metadata.number("attention.layer_norm_rms_epsilon"),
    rope: { base: metadata.number("rope.freq_base", 10_000), scaling: ropeScaling(metadata) },
    queryScale: headWidth ** -0.5,
    attentionCap: metadata.optional("attn_logit_softcapping"),
    logitCap: metadata.optional("final_logit_softcapping"),
    tiedOutput: !header.tensors.has("output.weight"),
  };
  return checkSettings(family === "gemma3" ? asGemma3(settings, metadata) : settings);
}

function asGemma3(settings: DecoderSettings, metadata: Metadata): DecoderSettings {
  const { width, heads, layers } = checkSettings(settings);
  return {
    ...settings,
    embeddingScale: Math.sqrt(width),
    sliding: gemma3Sliding(layers, metadata),
    // The largest one alone scales by its width a head, which is not its head width.
    queryScale: layers === GEMMA3.layersOf27B ? (width / heads) ** -0.5 : settings.queryScale,
  };
}

function gemma3Sliding(layers: number, metadata: Metadata): SlidingSettings {
  return {
    window: metadata.number("attention.sliding_window"),
    layers: localLayers(layers, metadata),
    rope: {
      base: metadata.number("rope.freq_base_swa", GEMMA3.localRopeBase),
      scaling: null,
    },
  };
}

/** Stated layer by layer, or as a period: the last layer of each looks at everything. */
function localLayers(layers: number, metadata: Metadata): boolean[] {
  const key = "attention.sliding_window_pattern";
  const stated = metadata.value(key);
  if (Array.isArray(stated)) return stated.map(Boolean);
  const period = metadata.number(key, GEMMA3.everyNthGlobal);
  return Array.from({ length: layers }, (_, layer) => (layer + 1) % period !== 0);
}

/** Llama 3's scaling is not here: its GGUF holds the divisors, as the tensor rope_freqs.weight. */
function ropeScaling(metadata: Metadata): RopeScaling | null {
  const kind = metadata.text("rope.scaling.type") ?? "none";
  if (kind === "none") return null;
  if (kind !== "linear") throw unsupported(`scales its rotary positions by “${kind}”`);
  return { kind, factor: metadata.number("rope.scaling.factor") };
}

/** Forms of these families that the builder would silently get wrong. */
function refuseVariants(header: GgufHeader, metadata: Metadata, headWidth: number): void {
  if (metadata.number("rope.dimension_count", headWidth) !== headWidth) {
    throw unsupported("turns only a part of each attention head");
  }
  if (metadata.number("attention.value_length", headWidth) !== headWidth) {
    throw unsupported("has value heads of another width than its key heads");
  }
  if (metadata.optional("expert_count")) throw unsupported("is a mixture of experts");
  for (const name of ["blk.0.attn_output.bias", "blk.0.ffn_down.bias"]) {
    if (header.tensors.has(name)) throw unsupported(`has the bias ${name}`);
  }
  if (metadata.family !== "qwen2" && header.tensors.has("blk.0.attn_q.bias")) {
    throw unsupported("has the bias blk.0.attn_q.bias");
  }
}

/** Metadata under the family's name. */
class Metadata {
  readonly family: string;
  private readonly header: GgufHeader;

  constructor(header: GgufHeader, family: string) {
    this.header = header;
    this.family = family;
  }

  /** A positive number; missing without a fallback, it is an error. */
  number(key: string, fallback?: number): number {
    const value = this.value(key) ?? fallback;
    if (typeof value !== "number" || !(value > 0) || value > 2 ** 31) {
      throw new EngineError(
        "corrupt-model",
        `This model file lacks a usable ${this.family}.${key}.`,
      );
    }
    return value;
  }

  /** A positive number; null where it is missing or 0. */
  optional(key: string): number | null {
    return this.value(key) ? this.number(key) : null;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === "string" ? value : undefined;
  }

  value(key: string): GgufValue | undefined {
    return this.header.metadata.get(`${this.family}.${key}`);
  }
}
