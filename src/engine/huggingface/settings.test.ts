import { describe, expect, it } from "vitest";
import { huggingFaceSettings } from "./settings.ts";

/** As the hub has it for Llama 3.2 1B. */
const LLAMA = {
  model_type: "llama",
  attention_bias: false,
  head_dim: 64,
  hidden_act: "silu",
  hidden_size: 2048,
  intermediate_size: 8192,
  max_position_embeddings: 131072,
  mlp_bias: false,
  num_attention_heads: 32,
  num_hidden_layers: 16,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-5,
  rope_scaling: {
    factor: 32,
    high_freq_factor: 4,
    low_freq_factor: 1,
    original_max_position_embeddings: 8192,
    rope_type: "llama3",
  },
  rope_theta: 500000,
  tie_word_embeddings: true,
  vocab_size: 128256,
};
const QWEN2 = {
  ...LLAMA,
  model_type: "qwen2",
  head_dim: undefined,
  rope_scaling: null,
  use_sliding_window: false,
  sliding_window: 32768,
  max_window_layers: 12,
};
const GEMMA3 = {
  ...LLAMA,
  model_type: "gemma3_text",
  head_dim: 256,
  hidden_act: undefined,
  hidden_activation: "gelu_pytorch_tanh",
  query_pre_attn_scalar: 168,
  rope_scaling: null,
  rope_theta: 1e6,
  rope_local_base_freq: 10000,
  sliding_window: 512,
  sliding_window_pattern: 6,
  final_logit_softcapping: null,
  tie_word_embeddings: undefined,
};

describe("decoder settings of a config.json", () => {
  it("reads Llama 3's rotary scaling", () => {
    const settings = huggingFaceSettings(LLAMA);
    expect(settings).toMatchObject({
      family: "llama",
      layers: 16,
      heads: 32,
      kvHeads: 8,
      headWidth: 64,
      rmsEpsilon: 1e-5,
      tiedOutput: true,
      sliding: null,
    });
    expect(settings.rope).toEqual({
      base: 500000,
      scaling: {
        kind: "llama3",
        factor: 32,
        lowFrequencyFactor: 1,
        highFrequencyFactor: 4,
        originalContext: 8192,
      },
    });
  });

  it("reads the same from the form that transformers 5 writes, and from the older “type”", () => {
    const { rope_scaling, rope_theta, ...rest } = LLAMA;
    const { rope_type, ...scaling } = rope_scaling;
    const newer = { ...rest, rope_parameters: { ...rope_scaling, rope_theta } };
    const older = { ...rest, rope_theta, rope_scaling: { ...scaling, type: rope_type } };
    expect(huggingFaceSettings(newer)).toEqual(huggingFaceSettings(LLAMA));
    expect(huggingFaceSettings(older)).toEqual(huggingFaceSettings(LLAMA));
  });

  it("does what transformers does where config.json is silent", () => {
    const silent = (type: string) =>
      huggingFaceSettings({
        model_type: type,
        hidden_size: 512,
        intermediate_size: 1024,
        num_attention_heads: 8,
        num_hidden_layers: 7,
        vocab_size: 100,
      });
    expect(silent("llama")).toMatchObject({ headWidth: 64, kvHeads: 8, tiedOutput: false });
    expect(silent("qwen3")).toMatchObject({ headWidth: 128, queryKeyNorm: true });
    expect(silent("gemma3_text")).toMatchObject({
      headWidth: 256,
      tiedOutput: true,
      queryScale: 1 / 16,
      rope: { base: 1e6 },
      sliding: { window: 4096, rope: { base: 10000 } },
    });
  });

  it("gives Qwen 2 its biases, and a window only where it is used", () => {
    expect(huggingFaceSettings(QWEN2)).toMatchObject({ projectionBias: true, sliding: null });
    const used = huggingFaceSettings({ ...QWEN2, use_sliding_window: true });
    expect(used.sliding).toEqual({
      window: 32768,
      layers: Array.from({ length: 16 }, (_, layer) => layer >= 12),
      rope: used.rope,
    });
  });

  it("gives Gemma 3 its two rotary bases, pattern, scales and caps", () => {
    const gemma = huggingFaceSettings({ ...GEMMA3, final_logit_softcapping: 30 });
    expect(gemma).toMatchObject({
      embeddingScale: Math.sqrt(2048),
      queryScale: 168 ** -0.5,
      logitCap: 30,
      attentionCap: null,
      branchNorms: true,
      activation: "gelu",
      tiedOutput: true,
    });
    expect(gemma.sliding?.layers.flatMap((local, layer) => (local ? [] : [layer]))).toEqual([
      5, 11,
    ]);
    const newer = {
      ...GEMMA3,
      rope_theta: undefined,
      rope_local_base_freq: undefined,
      final_logit_softcapping: 30,
      layer_types: gemma.sliding?.layers.map((local) =>
        local ? "sliding_attention" : "full_attention",
      ),
      rope_parameters: {
        full_attention: { rope_type: "default", rope_theta: 1e6 },
        sliding_attention: { rope_type: "default", rope_theta: 10000 },
      },
    };
    expect(huggingFaceSettings(newer)).toEqual(gemma);
  });

  it.each([
    ["another family", { model_type: "mamba" }, /family “mamba”/],
    ["a family left out", { model_type: undefined }, /family “undefined”/],
    ["yarn", { rope_scaling: { type: "yarn", factor: 4 } }, /by “yarn”/],
    ["a partly turned head", { partial_rotary_factor: 0.5 }, /only a part/],
    ["another activation", { hidden_act: "relu" }, /activation “relu”/],
    ["biases", { attention_bias: true }, /biases in its attention/],
    ["biases further on", { mlp_bias: true }, /biases in its feed-forward/],
  ])("refuses %s by name", (_, change, message) => {
    const call = () => huggingFaceSettings({ ...LLAMA, ...change });
    expect(call).toThrow(message);
    expect(call).toThrow(expect.objectContaining({ kind: "unsupported-model" }));
  });

  it.each([
    ["a width missing", { hidden_size: undefined }, /hidden_size/],
    ["a width in words", { hidden_size: "wide" }, /hidden_size/],
    ["a part of a layer", { num_hidden_layers: 1.5 }, /num_hidden_layers/],
    ["more layers than any model", { num_hidden_layers: 2 ** 30 }, /layers/],
    ["heads that share nothing", { num_key_value_heads: 5 }, /attention heads/],
    ["half a scaling", { rope_scaling: { rope_type: "llama3", factor: 8 } }, /low_freq_factor/],
    [
      "an odd list of layers",
      { ...GEMMA3, layer_types: ["full_attention", "sliding_attention"] },
      /one entry/,
    ],
  ])("says that %s is damage", (_, change, message) => {
    const call = () => huggingFaceSettings({ ...LLAMA, ...change });
    expect(call).toThrow(message);
    expect(call).toThrow(expect.objectContaining({ kind: "corrupt-model" }));
  });

  it("says so of what is no object at all", () => {
    for (const json of [null, 3, "llama", []]) {
      expect(() => huggingFaceSettings(json)).toThrow(/family “undefined”/);
    }
  });
});
