/** A decoder's weights out of a published file, whatever its format calls and orders them. */
import { EngineError, throwIfCancelled } from "../errors.ts";
import { rowCount, type StoredTensor, type TensorSource, type Weight } from "../tensor.ts";
import type { DecoderSettings } from "./settings.ts";
import type { DecoderWeights, EmbeddingTable, LayerPart, LayerWeights } from "./weights.ts";

/** How a file format lays out one family's weights. */
export interface TensorLayout {
  readonly embedding: string;
  readonly outputNorm: string;
  readonly output: string;
  layer(index: number, part: LayerPart): string;
  /** Divisors of the rotary frequencies, where the format may hold them. */
  readonly ropeDivisors?: string;
  /** Query and key rows lie in the order of ggml's rotary form; see `unrotate`. */
  readonly interleaved: boolean;
  /** Norms multiply with what is stored plus this. */
  readonly gainOffset: number;
}

export interface ReadWeightsOptions {
  /** Stored bytes read so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const OUTPUT_BLOCKS = 16;
/** Small reads wait for one another: several are asked for together. */
const LAYERS_AT_ONCE = 4;

/**
 * Gets hold of every tensor's stored bytes once; floats are made tensor by tensor when the session
 * takes them, and the bytes are dropped then (the embedding keeps its own: rows are made on demand).
 * @throws EngineError corrupt-model for a missing or misshapen tensor, cancelled
 */
export async function readDecoderWeights(
  tensors: TensorSource,
  settings: DecoderSettings,
  layout: TensorLayout,
  options: ReadWeightsOptions = {},
): Promise<DecoderWeights> {
  const { width, vocabulary, headWidth } = settings;
  const reader = new WeightReader(tensors, layout, options);
  const embedding = await reader.open(layout.embedding, [vocabulary, width]);
  const layers: LayerWeights[] = [];
  for (let first = 0; first < settings.layers; first += LAYERS_AT_ONCE) {
    const count = Math.min(LAYERS_AT_ONCE, settings.layers - first);
    const group = Array.from({ length: count }, (_, i) =>
      readLayer(reader, settings, (part) => layout.layer(first + i, part)),
    );
    layers.push(...(await Promise.all(group)));
  }
  const outputNorm = await reader.gain(layout.outputNorm, width);
  const output = settings.tiedOutput
    ? embedding
    : await reader.open(layout.output, [vocabulary, width]);
  const divisors = layout.ropeDivisors;
  return {
    embedding: embeddingTable(embedding),
    layers,
    outputNorm,
    output: inBlocks(output, !settings.tiedOutput),
    ...(divisors &&
      tensors.dims(divisors) && { ropeDivisors: await reader.floats(divisors, headWidth / 2) }),
  };
}

async function readLayer(
  reader: WeightReader,
  settings: DecoderSettings,
  name: (part: LayerPart) => string,
): Promise<LayerWeights> {
  const { width, headWidth, feedForward, projectionBias, queryKeyNorm, branchNorms } = settings;
  const queryWidth = settings.heads * headWidth;
  const kvWidth = settings.kvHeads * headWidth;
  const gain = (part: LayerPart, length = width) => reader.gain(name(part), length);
  const matrix = (part: LayerPart, out: number, from: number) =>
    reader.weight(name(part), [out, from]);
  const rotated = (part: LayerPart, out: number) =>
    reader.rotated(name(part), [out, width], headWidth);
  const bias = (part: LayerPart, length: number) => reader.weight(name(part), [length]);
  return {
    attentionNorm: await gain("attentionNorm"),
    query: await rotated("query", queryWidth),
    key: await rotated("key", kvWidth),
    value: await matrix("value", kvWidth, width),
    ...(projectionBias && {
      queryBias: await bias("queryBias", queryWidth),
      keyBias: await bias("keyBias", kvWidth),
      valueBias: await bias("valueBias", kvWidth),
    }),
    ...(queryKeyNorm && {
      queryNorm: await gain("queryNorm", headWidth),
      keyNorm: await gain("keyNorm", headWidth),
    }),
    attentionOutput: await matrix("attentionOutput", width, queryWidth),
    ...(branchNorms && { attentionBranchNorm: await gain("attentionBranchNorm") }),
    feedForwardNorm: await gain("feedForwardNorm"),
    gate: await matrix("gate", feedForward, width),
    up: await matrix("up", feedForward, width),
    down: await matrix("down", width, feedForward),
    ...(branchNorms && { feedForwardBranchNorm: await gain("feedForwardBranchNorm") }),
  };
}

class WeightReader {
  private readonly tensors: TensorSource;
  private readonly layout: TensorLayout;
  private readonly options: ReadWeightsOptions;
  private done = 0;

  constructor(tensors: TensorSource, layout: TensorLayout, options: ReadWeightsOptions) {
    this.tensors = tensors;
    this.layout = layout;
    this.options = options;
  }

  async open(name: string, dims: readonly number[]): Promise<StoredTensor> {
    throwIfCancelled(this.options.signal);
    const found = this.tensors.dims(name);
    if (!found) {
      throw new EngineError("corrupt-model", `This model lacks the tensor ${name}.`);
    }
    if (found.join() !== dims.join()) {
      throw new EngineError(
        "corrupt-model",
        `Tensor ${name} has the shape ${found.join(" × ")}, not ${dims.join(" × ")}.`,
      );
    }
    const stored = await this.tensors.open(name);
    this.done += stored.byteLength;
    this.options.onProgress?.(this.done, this.tensors.byteLength);
    return stored;
  }

  async weight(name: string, dims: readonly number[]): Promise<Weight> {
    return madeOnce(await this.open(name, dims), (stored, out) =>
      stored.writeRows(out, 0, rowCount(stored)),
    );
  }

  /** The gain of a norm. */
  async gain(name: string, length: number): Promise<Weight> {
    const { gainOffset } = this.layout;
    return madeOnce(await this.open(name, [length]), (stored, out) => {
      stored.writeRows(out, 0, 1);
      if (gainOffset !== 0)
        for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + gainOffset;
    });
  }

  /** A query or key matrix, its rows in halves. */
  async rotated(
    name: string,
    dims: readonly [rows: number, columns: number],
    headWidth: number,
  ): Promise<Weight> {
    if (!this.layout.interleaved) return this.weight(name, dims);
    return madeOnce(await this.open(name, dims), (stored, out) => unrotate(stored, headWidth, out));
  }

  async floats(name: string, length: number): Promise<Float32Array> {
    const out = new Float32Array(length);
    (await this.open(name, [length])).writeRows(out, 0, 1);
    return out;
  }
}

/** A weight that lets go of the stored bytes as its floats are made. */
function madeOnce(
  stored: StoredTensor,
  make: (stored: StoredTensor, out: Float32Array) => void,
): Weight {
  const { name, dims } = stored;
  let kept: StoredTensor | undefined = stored;
  return {
    name,
    dims,
    write(out) {
      if (!kept) throw new Error(`weight ${name} was made twice`);
      make(kept, out);
      kept.release();
      kept = undefined;
    },
  };
}

/**
 * llama.cpp stores the query and key rows of `llama` models with the two halves of each head
 * interleaved, for its own rotary form. Puts them back: row (head, half, i) was (head, i, half).
 */
function unrotate(stored: StoredTensor, headWidth: number, out: Float32Array): void {
  const [rows = 0, columns = 0] = stored.dims;
  const half = headWidth / 2;
  for (let row = 0; row < rows; row++) {
    const inHead = row % headWidth;
    const from = row - inHead + (inHead % half) * 2 + Math.floor(inHead / half);
    stored.writeRows(out.subarray(row * columns, (row + 1) * columns), from, 1);
  }
}

function embeddingTable(stored: StoredTensor): EmbeddingTable {
  const [vocabulary = 0, width = 0] = stored.dims;
  return {
    width,
    vocabulary,
    write: (id, out, at) => stored.writeRows(out.subarray(at, at + width), id, 1),
  };
}

/**
 * The output matrix in blocks of rows. A runtime holds a weight twice while it packs it, and this one
 * is a fifth of a small model or more: in blocks the peak is lower by most of it.
 * @param once nobody else needs the stored bytes
 */
function inBlocks(stored: StoredTensor, once: boolean): Weight[] {
  const [rows = 0, columns = 0] = stored.dims;
  const size = Math.ceil(rows / OUTPUT_BLOCKS);
  const blocks: Weight[] = [];
  let made = 0;
  for (let first = 0; first < rows; first += size) {
    const count = Math.min(size, rows - first);
    blocks.push({
      name: `${stored.name}:${blocks.length}`,
      dims: [count, columns],
      write(out) {
        stored.writeRows(out, first, count);
        made++;
        if (once && made === blocks.length) stored.release();
      },
    });
  }
  return blocks;
}
