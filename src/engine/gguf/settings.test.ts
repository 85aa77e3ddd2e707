import { describe, expect, it } from "vitest";
import { decoderSettings } from "./settings.ts";
import type { GgufHeader, GgufTensorInfo, GgufValue } from "./types.ts";

/** A header of these metadata (without the family's prefix) and tensors [in, out]. */
function header(
  family: string,
  values: Readonly<Record<string, GgufValue>> = {},
  tensors: readonly string[] = [],
): GgufHeader {
  const stated: Record<string, GgufValue> = {
    embedding_length: 640,
    block_count: 8,
    feed_forward_length: 2048,
    "attention.head_count": 4,
    "attention.head_count_kv": 1,
    "attention.layer_norm_rms_epsilon": 1e-6,
    context_length: 32768,
    ...values,
  };
  const metadata = new Map<string, GgufValue>([["general.architecture", family]]);
  for (const [key, value] of Object.entries(stated)) metadata.set(`${family}.${key}`, value);
  const info = (name: string): GgufTensorInfo => ({
    name,
    dims: [640, 1000],
    type: 0,
    offset: 0,
    byteLength: 4,
  });
  const names = ["token_embd.weight", ...tensors];
  return { version: 3, metadata, tensors: new Map(names.map((name) => [name, info(name)])) };
}

describe("decoder settings of a GGUF", () => {
  it("reads a plain llama", () => {
    expect(decoderSettings(header("llama"))).toMatchObject({
      family: "llama",
      layers: 8,
      headWidth: 160,
      kvHeads: 1,
      vocabulary: 1000,
      rope: { base: 10_000, scaling: null },
      sliding: null,
      embeddingScale: 1,
      queryScale: 160 ** -0.5,
      tiedOutput: true,
    });
  });

  it("sees an output matrix of its own", () => {
    expect(decoderSettings(header("qwen3", {}, ["output.weight"])).tiedOutput).toBe(false);
  });

  it("knows what makes Qwen 2, Qwen 3 and Gemma 3 different", () => {
    expect(decoderSettings(header("qwen2")).projectionBias).toBe(true);
    expect(decoderSettings(header("qwen3")).queryKeyNorm).toBe(true);
    const gemma = decoderSettings(
      header("gemma3", {
        "attention.key_length": 256,
        "attention.value_length": 256,
        "attention.sliding_window": 512,
        "rope.freq_base": 1e6,
        final_logit_softcapping: 30,
      }),
    );
    expect(gemma).toMatchObject({
      headWidth: 256,
      queryKeyNorm: true,
      branchNorms: true,
      activation: "gelu",
      embeddingScale: Math.sqrt(640),
      queryScale: 1 / 16,
      logitCap: 30,
      attentionCap: null,
      rope: { base: 1e6, scaling: null },
    });
    expect(gemma.sliding).toEqual({
      window: 512,
      layers: [true, true, true, true, true, false, true, true],
      rope: { base: 10_000, scaling: null },
    });
  });

  it("takes Gemma's pattern of layers from the file where it states one", () => {
    const gemma = (pattern: GgufValue) =>
      decoderSettings(
        header("gemma3", {
          "attention.sliding_window": 512,
          "attention.sliding_window_pattern": pattern,
        }),
      ).sliding?.layers;
    const everyThird = [true, true, false, true, true, false, true, true];
    expect(gemma(3)).toEqual(everyThird);
    expect(gemma(everyThird)).toEqual(everyThird);
    expect(() => gemma([true, false])).toThrow(/one entry a layer/);
  });

  it("reads linear scaling, and names a scaling that it does not know", () => {
    const scaled = (type: string) =>
      decoderSettings(header("llama", { "rope.scaling.type": type, "rope.scaling.factor": 4 })).rope
        .scaling;
    expect(scaled("linear")).toEqual({ kind: "linear", factor: 4 });
    expect(scaled("none")).toBeNull();
    expect(() => scaled("yarn")).toThrow(/scales its rotary positions by “yarn”/);
  });

  it.each([
    ["another family", header("mamba"), /family “mamba”/],
    ["experts", header("qwen3", { expert_count: 8 }), /mixture of experts/],
    ["a partly turned head", header("llama", { "rope.dimension_count": 64 }), /only a part/],
    [
      "value heads of another width",
      header("llama", { "attention.value_length": 64 }),
      /value heads/,
    ],
    [
      "a bias where the family has none",
      header("llama", {}, ["blk.0.attn_q.bias"]),
      /attn_q\.bias/,
    ],
  ])("refuses %s by name", (_, file, message) => {
    expect(() => decoderSettings(file)).toThrow(message);
  });

  it.each([
    ["no width", { embedding_length: "wide" }],
    ["a negative number", { "attention.head_count": -4 }],
    ["heads that share nothing", { "attention.head_count_kv": 3 }],
    ["an odd head", { "attention.key_length": 31 }],
    ["a part of a layer", { block_count: 1.5 }],
    ["more layers than any model", { block_count: 2 ** 30 }],
    ["a window missing", { "attention.sliding_window": 0 }],
  ])("says that %s is damage", (_, values) => {
    expect(() =>
      decoderSettings(header("gemma3", { "attention.sliding_window": 4, ...values })),
    ).toThrow(expect.objectContaining({ kind: "corrupt-model" }));
  });
});
