/** The weights of a `llama` GGUF, by the names that llama.cpp gives them. */
import type { ByteSource } from "../bytes.ts";
import type { DecoderSettings } from "../decoder/settings.ts";
import type { DecoderWeights, EmbeddingTable, LayerWeights } from "../decoder/weights.ts";
import { EngineError, throwIfCancelled } from "../errors.ts";
import type { Weight } from "../tensor.ts";
import { dequantise } from "./dequantise.ts";
import { TENSOR_TYPES } from "./tensor-types.ts";
import type { GgufHeader, GgufTensorInfo } from "./types.ts";

const OUTPUT_BLOCKS = 8;

export interface ReadWeightsOptions {
  /** Bytes of weights read so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads every tensor's published bytes once; floats are made tensor by tensor when the session
 * takes them, and the bytes are dropped then (the embedding keeps its own: rows are made on demand).
 * @throws EngineError corrupt-model for a missing or misshapen tensor
 */
export async function readDecoderWeights(
  header: GgufHeader,
  settings: DecoderSettings,
  source: ByteSource,
  options: ReadWeightsOptions = {},
): Promise<DecoderWeights> {
  const reader = new TensorReader(header, source, options);
  const { width, heads, kvHeads, headWidth, feedForward, vocabulary } = settings;
  const embedding = await reader.embedding("token_embd.weight", width, vocabulary);

  const layers: LayerWeights[] = [];
  for (let layer = 0; layer < settings.layers; layer++) {
    const name = (part: string) => `blk.${layer}.${part}.weight`;
    layers.push({
      attentionNorm: await reader.weight(name("attn_norm"), [width]),
      query: unrotate(await reader.weight(name("attn_q"), [heads * headWidth, width]), headWidth),
      key: unrotate(await reader.weight(name("attn_k"), [kvHeads * headWidth, width]), headWidth),
      value: await reader.weight(name("attn_v"), [kvHeads * headWidth, width]),
      attentionOutput: await reader.weight(name("attn_output"), [width, heads * headWidth]),
      feedForwardNorm: await reader.weight(name("ffn_norm"), [width]),
      gate: await reader.weight(name("ffn_gate"), [feedForward, width]),
      up: await reader.weight(name("ffn_up"), [feedForward, width]),
      down: await reader.weight(name("ffn_down"), [width, feedForward]),
    });
  }
  return {
    embedding: embedding.table,
    layers,
    outputNorm: await reader.weight("output_norm.weight", [width]),
    output: inBlocks(
      header.tensors.has("output.weight")
        ? (await reader.embedding("output.weight", width, vocabulary)).rows
        : embedding.rows,
    ),
  };
}

class TensorReader {
  private readonly header: GgufHeader;
  private readonly source: ByteSource;
  private readonly options: ReadWeightsOptions;
  private readonly total: number;
  private done = 0;

  constructor(header: GgufHeader, source: ByteSource, options: ReadWeightsOptions) {
    this.header = header;
    this.source = source;
    this.options = options;
    this.total = [...header.tensors.values()].reduce((sum, tensor) => sum + tensor.byteLength, 0);
  }

  async weight(name: string, dims: readonly number[]): Promise<Weight> {
    const { info, bytes } = await this.bytes(name, dims);
    let kept: Uint8Array | undefined = bytes;
    return {
      name,
      dims,
      write(out) {
        if (!kept) throw new Error(`weight ${name} was made twice`);
        dequantise(info.type, kept, out);
        kept = undefined;
      },
    };
  }

  /** The embedding as rows on demand and, for a tied output, as a matrix from the same bytes. */
  async embedding(
    name: string,
    width: number,
    vocabulary: number,
  ): Promise<{ table: EmbeddingTable; rows: RowWeight }> {
    const { info, bytes } = await this.bytes(name, [vocabulary, width]);
    const rowBytes = bytes.length / vocabulary;
    const type = TENSOR_TYPES.get(info.type);
    if (!type || width % type.blockSize !== 0) {
      throw new EngineError("corrupt-model", `Rows of ${name} do not hold whole blocks.`);
    }
    return {
      table: {
        width,
        vocabulary,
        write(id, out, at) {
          const row = bytes.subarray(id * rowBytes, (id + 1) * rowBytes);
          dequantise(info.type, row, out.subarray(at, at + width));
        },
      },
      rows: {
        name,
        dims: [vocabulary, width],
        write: (out, from, count) => {
          dequantise(info.type, bytes.subarray(from * rowBytes, (from + count) * rowBytes), out);
        },
      },
    };
  }

  private async bytes(
    name: string,
    dims: readonly number[],
  ): Promise<{ info: GgufTensorInfo; bytes: Uint8Array }> {
    throwIfCancelled(this.options.signal);
    const info = this.header.tensors.get(name);
    if (!info) {
      throw new EngineError("corrupt-model", `This model file lacks the tensor ${name}.`);
    }
    const found = [...info.dims].reverse();
    if (found.join() !== dims.join()) {
      throw new EngineError(
        "corrupt-model",
        `Tensor ${name} has the shape ${found.join(" × ")}, not ${dims.join(" × ")}.`,
      );
    }
    const bytes = await this.source.read(info.offset, info.offset + info.byteLength);
    this.done += info.byteLength;
    this.options.onProgress?.(this.done, this.total);
    return { info, bytes };
  }
}

/** A matrix of which some rows can be made alone. */
interface RowWeight {
  readonly name: string;
  readonly dims: readonly [rows: number, columns: number];
  write(out: Float32Array, firstRow: number, rows: number): void;
}

/**
 * The output matrix in blocks of rows. A runtime holds a weight twice while it packs it, and this one
 * is a fifth of the model: in blocks the peak is lower by most of it.
 */
function inBlocks({ name, dims: [rows, columns], write }: RowWeight): Weight[] {
  const size = Math.ceil(rows / OUTPUT_BLOCKS);
  return Array.from({ length: OUTPUT_BLOCKS }, (_, block) => {
    const first = block * size;
    const count = Math.min(size, rows - first);
    return {
      name: `${name}:${block}`,
      dims: [count, columns],
      write: (out) => write(out, first, count),
    };
  });
}

/**
 * llama.cpp stores the query and key rows of `llama` models with the two halves of each head
 * interleaved, for its own rotary form. Puts them back: row (head, half, i) was (head, i, half).
 */
function unrotate(weight: Weight, headWidth: number): Weight {
  return {
    ...weight,
    write(out) {
      const stored = new Float32Array(out.length);
      weight.write(stored);
      const [rows = 0, columns = 0] = weight.dims;
      const half = headWidth / 2;
      for (let row = 0; row < rows; row++) {
        const inHead = row % headWidth;
        const from = row - inHead + (inHead % half) * 2 + Math.floor(inHead / half);
        out.set(stored.subarray(from * columns, (from + 1) * columns), row * columns);
      }
    },
  };
}
