/**
 * For tests: a whole model of a few kilobytes, tokenizer included, as its publishers would put it on
 * a server: one GGUF, a split one, or safetensors. Its weights are noise from a seed.
 */
import { byteAlphabet } from "../../core/pieces.ts";
import { ggufTokenizer } from "../gguf/tokenizer.ts";
import { type GgufField, ggufBytes, text, u32 } from "./gguf-bytes.ts";
import { safetensorsBytes } from "./safetensors-bytes.ts";

export interface TinyFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface TinyOptions {
  /** Other weights for another seed. */
  readonly seed?: number;
  readonly name?: string;
  readonly licence?: string;
  readonly template?: string;
  /** Files of llama.cpp's split form; 1 for a whole file. */
  readonly parts?: number;
  readonly family?: string;
  readonly contextLength?: number;
}

export const TINY = {
  layers: 2,
  width: 8,
  heads: 2,
  kvHeads: 1,
  headWidth: 4,
  feedForward: 12,
  vocabulary: 260,
  contextLength: 4096,
} as const;

export const TINY_TEMPLATE =
  "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

const TOKENS = [...byteAlphabet(), "<|endoftext|>", "<|im_start|>", "<|im_end|>", "th"];
const CONTROL = 3;
const NORMAL = 1;
const KINDS = TOKENS.map((token) => (token.startsWith("<|") ? CONTROL : NORMAL));

interface Tensor {
  readonly gguf: string;
  readonly torch: string;
  /** Outermost dimension first. */
  readonly shape: readonly number[];
}

function tensors(): Tensor[] {
  const { width, heads, kvHeads, headWidth, feedForward, vocabulary, layers } = TINY;
  const [q, kv] = [heads * headWidth, kvHeads * headWidth];
  const inLayer: readonly (readonly [string, string, readonly number[]])[] = [
    ["attn_norm", "input_layernorm", [width]],
    ["attn_q", "self_attn.q_proj", [q, width]],
    ["attn_k", "self_attn.k_proj", [kv, width]],
    ["attn_v", "self_attn.v_proj", [kv, width]],
    ["attn_output", "self_attn.o_proj", [width, q]],
    ["ffn_norm", "post_attention_layernorm", [width]],
    ["ffn_gate", "mlp.gate_proj", [feedForward, width]],
    ["ffn_up", "mlp.up_proj", [feedForward, width]],
    ["ffn_down", "mlp.down_proj", [width, feedForward]],
  ];
  return [
    { gguf: "token_embd.weight", torch: "model.embed_tokens.weight", shape: [vocabulary, width] },
    ...Array.from({ length: layers }, (_, layer) =>
      inLayer.map(([gguf, torch, shape]) => ({
        gguf: `blk.${layer}.${gguf}.weight`,
        torch: `model.layers.${layer}.${torch}.weight`,
        shape,
      })),
    ).flat(),
    { gguf: "output_norm.weight", torch: "model.norm.weight", shape: [width] },
  ];
}

/** Norms of ones, the rest noise. */
function floats({ shape }: Tensor, next: () => number): Float32Array<ArrayBuffer> {
  const length = shape.reduce((product, dim) => product * dim, 1);
  return Float32Array.from({ length }, () => (shape.length === 1 ? 1 : next() - 0.5));
}

/** Numbers from 0 to 1, the same ones for a seed. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const list = (of: number, items: readonly GgufField[]): GgufField => ({ type: 9, of, items });

function metadata(options: TinyOptions): [string, GgufField][] {
  const { name = "Tiny Noise 1", licence, template = TINY_TEMPLATE, family = "llama" } = options;
  const size = (key: string, value: number): [string, GgufField] => [
    `${family}.${key}`,
    u32(value),
  ];
  return [
    ["general.architecture", text(family)],
    ["general.name", text(name)],
    ...(licence === undefined ? [] : [["general.license", text(licence)] as [string, GgufField]]),
    size("block_count", TINY.layers),
    size("embedding_length", TINY.width),
    size("attention.head_count", TINY.heads),
    size("attention.head_count_kv", TINY.kvHeads),
    size("feed_forward_length", TINY.feedForward),
    size("context_length", options.contextLength ?? TINY.contextLength),
    [`${family}.attention.layer_norm_rms_epsilon`, { type: 6, value: 0x3727c5ac }], // 1e-5 in bits
    ["tokenizer.ggml.model", text("gpt2")],
    ["tokenizer.ggml.pre", text("smollm")],
    ["tokenizer.ggml.tokens", list(8, TOKENS.map(text))],
    [
      "tokenizer.ggml.token_type",
      list(
        5,
        KINDS.map((value) => ({ type: 5, value })),
      ),
    ],
    ["tokenizer.ggml.merges", list(8, [text("t h")])],
    ["tokenizer.ggml.eos_token_id", u32(TOKENS.indexOf("<|im_end|>"))],
    ...(template === ""
      ? []
      : [["tokenizer.chat_template", text(template)] as [string, GgufField]]),
  ];
}

/** One GGUF, or its parts in order. */
export function tinyGguf(options: TinyOptions = {}): TinyFile[] {
  const { seed = 1, parts = 1 } = options;
  const all = tensors();
  const next = noise(seed);
  const data = all.map((tensor) => floats(tensor, next));
  const perPart = Math.ceil(all.length / parts);
  return Array.from({ length: parts }, (_, no) => {
    const mine = all.slice(no * perPart, (no + 1) * perPart);
    const split: [string, GgufField][] = [
      ["split.no", { type: 2, value: no }],
      ["split.count", { type: 2, value: parts }],
      ["split.tensors.count", { type: 5, value: all.length }],
    ];
    let offset = 0;
    const table = mine.map((tensor, i) => {
      const at = offset;
      const bytes = (data[no * perPart + i] as Float32Array).byteLength;
      offset += Math.ceil(bytes / 32) * 32;
      return {
        name: tensor.gguf,
        dims: [...tensor.shape].reverse().map(BigInt),
        type: 0,
        offset: BigInt(at),
      };
    });
    const bytes = ggufBytes({
      metadata: [...(no === 0 ? metadata(options) : []), ...(parts > 1 ? split : [])],
      tensors: table,
      dataBytes: offset,
    });
    const start = bytes.length - offset;
    for (const [i, { offset: at }] of table.entries()) {
      const values = data[no * perPart + i] as Float32Array<ArrayBuffer>;
      bytes.set(new Uint8Array(values.buffer), start + Number(at));
    }
    const digits = (value: number) => String(value).padStart(5, "0");
    const name = parts === 1 ? "tiny.gguf" : `tiny-${digits(no + 1)}-of-${digits(parts)}.gguf`;
    return { name, bytes };
  });
}

/** config.json, tokenizer.json, tokenizer_config.json and the weights, in one file or in two with an index. */
export function tinySafetensors({ seed = 1, parts = 1, ...rest }: TinyOptions = {}): TinyFile[] {
  const next = noise(seed);
  const all = tensors().map((tensor) => ({ tensor, values: floats(tensor, next) }));
  const perPart = Math.ceil(all.length / parts);
  const digits = (value: number) => String(value).padStart(5, "0");
  const map: Record<string, string> = {};
  const shards = Array.from({ length: parts }, (_, no) => {
    const name =
      parts === 1 ? "model.safetensors" : `model-${digits(no + 1)}-of-${digits(parts)}.safetensors`;
    const header: Record<string, object> = {};
    let offset = 0;
    const mine = all.slice(no * perPart, (no + 1) * perPart);
    for (const { tensor, values } of mine) {
      const end = offset + values.byteLength;
      header[tensor.torch] = { dtype: "F32", shape: tensor.shape, data_offsets: [offset, end] };
      map[tensor.torch] = name;
      offset = end;
    }
    const bytes = safetensorsBytes(header, offset);
    let at = bytes.length - offset;
    for (const { values } of mine) {
      bytes.set(new Uint8Array(values.buffer), at);
      at += values.byteLength;
    }
    return { name, bytes };
  });
  const { tokenizerJson, tokenizerConfig } = tinyTokenizer(rest);
  return [
    json("config.json", {
      model_type: "llama",
      num_hidden_layers: TINY.layers,
      hidden_size: TINY.width,
      intermediate_size: TINY.feedForward,
      num_attention_heads: TINY.heads,
      num_key_value_heads: TINY.kvHeads,
      head_dim: TINY.headWidth,
      vocab_size: TINY.vocabulary,
      max_position_embeddings: TINY.contextLength,
      tie_word_embeddings: true,
    }),
    json("tokenizer.json", tokenizerJson),
    json("tokenizer_config.json", tokenizerConfig),
    ...(parts === 1 ? [] : [json("model.safetensors.index.json", { weight_map: map })]),
    ...shards,
  ];
}

function tinyTokenizer({ template = TINY_TEMPLATE }: TinyOptions) {
  return ggufTokenizer({
    metadata: new Map<string, string | readonly string[] | Int32Array | number>([
      ["tokenizer.ggml.model", "gpt2"],
      ["tokenizer.ggml.pre", "smollm"],
      ["tokenizer.ggml.tokens", TOKENS],
      ["tokenizer.ggml.token_type", Int32Array.from(KINDS)],
      ["tokenizer.ggml.merges", ["t h"]],
      ["tokenizer.ggml.eos_token_id", TOKENS.indexOf("<|im_end|>")],
      ...(template === "" ? [] : [["tokenizer.chat_template", template] as const]),
    ]),
  });
}

function json(name: string, value: unknown): TinyFile {
  return { name, bytes: new TextEncoder().encode(JSON.stringify(value)) };
}
