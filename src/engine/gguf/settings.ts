import type { DecoderSettings } from "../decoder/settings.ts";
import { EngineError } from "../errors.ts";
import type { GgufHeader } from "./types.ts";

/**
 * The decoder's settings as a GGUF's metadata states them.
 * @throws EngineError unsupported-model for another family, corrupt-model for missing or absurd numbers
 */
export function decoderSettings(header: GgufHeader): DecoderSettings {
  const family = header.metadata.get("general.architecture");
  if (family !== "llama") {
    throw new EngineError(
      "unsupported-model",
      `Models of the family “${String(family)}” cannot be run yet; llama models can.`,
    );
  }
  const number = (key: string, fallback?: number): number => {
    const value = header.metadata.get(`${family}.${key}`) ?? fallback;
    if (typeof value !== "number" || !(value > 0) || value > 2 ** 31) {
      throw new EngineError("corrupt-model", `This model file lacks a usable ${family}.${key}.`);
    }
    return value;
  };
  const width = number("embedding_length");
  const heads = number("attention.head_count");
  const kvHeads = number("attention.head_count_kv", heads);
  const headWidth = number("attention.key_length", width / heads);
  if (heads % kvHeads !== 0 || headWidth % 2 !== 0) {
    throw new EngineError(
      "corrupt-model",
      "This model file's attention heads do not fit its width.",
    );
  }
  const embedding = header.tensors.get("token_embd.weight");
  return {
    family,
    layers: number("block_count"),
    width,
    heads,
    kvHeads,
    headWidth,
    feedForward: number("feed_forward_length"),
    vocabulary: embedding?.dims[1] ?? number("vocab_size"),
    contextLength: number("context_length"),
    ropeBase: number("rope.freq_base", 10000),
    rmsEpsilon: number("attention.layer_norm_rms_epsilon"),
  };
}
