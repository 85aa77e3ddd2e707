/**
 * One session of the instrumented graph: numbers in, numbers out. Knows shapes and the KV cache;
 * knows nothing of text, emotions or sampling.
 */
import { Tensor } from "onnxruntime-common";
import { type DecoderSettings, residualPoints } from "./decoder/settings.ts";
import type { EmbeddingTable } from "./decoder/weights.ts";
import { KvCache } from "./kv-cache.ts";
import { dims, FloatRows, type KvShape, rowWidth } from "./kv-rows.ts";
import type { Feeds, GraphSession } from "./runtime.ts";

/** What is added to the residual at every point [P, d], and to which absolute positions. */
export interface Write {
  readonly steer: Float32Array;
  readonly applies: (position: number) => boolean;
}

/** Directions to read: probes [P, d, K] and centre [P, d]. */
export interface Probes {
  readonly probes: Float32Array;
  readonly centre: Float32Array;
  readonly count: number;
}

export interface ForwardRequest {
  /** Sequences of new tokens. Shorter ones are padded on the right; the causal mask hides the pads. */
  readonly batch: readonly (readonly number[])[];
  /** What they all continue. A single sequence is appended to it unless `keep` is false. */
  readonly past?: KvCache;
  readonly keep?: boolean;
  readonly write?: Write | undefined;
  readonly read?: Probes | undefined;
  /** Sum over tokens with these weights [B][T]. */
  readonly pool?: readonly Float32Array[];
  /** Also return residual norms (distance from the probes' centre, or from 0). */
  readonly norms?: boolean;
  /** Token positions within the new tokens whose logits are wanted. */
  readonly logitRows?: readonly number[];
}

export interface ForwardResult {
  /** Longest sequence of the batch. */
  readonly tokens: number;
  /** [B, T, P, K] */
  readonly reading?: Float32Array<ArrayBuffer>;
  /** [B, T, P] */
  readonly norm?: Float32Array<ArrayBuffer>;
  /** [B, P, d] */
  readonly pooled?: Float32Array<ArrayBuffer>;
  /** [B, R, vocabulary] */
  readonly logits?: Float32Array<ArrayBuffer>;
}

/** Low enough to vanish in the softmax, high enough not to overflow when added to a score. */
const HIDDEN = -1e9;

export class Transformer {
  readonly settings: DecoderSettings;
  readonly points: number;
  private readonly session: GraphSession;
  private readonly embedding: EmbeddingTable;
  private readonly slots: readonly string[];
  private readonly kvShape: KvShape;
  /** ONNX Runtime divides by the length of the past: never 0. */
  private readonly noPast: Tensor;
  private readonly noSteer: Tensor;
  private readonly noProbes: Record<string, Tensor>;
  private readonly probeTensors = new WeakMap<Probes, Record<string, Tensor>>();
  private readonly steerTensors = new WeakMap<Write, Tensor>();

  constructor(settings: DecoderSettings, session: GraphSession, embedding: EmbeddingTable) {
    this.settings = settings;
    this.session = session;
    this.embedding = embedding;
    this.points = residualPoints(settings);
    this.slots = Array.from({ length: settings.layers }, (_, layer) => [
      `key.${layer}`,
      `value.${layer}`,
    ]).flat();
    const { points } = this;
    const { width, kvHeads, headWidth } = settings;
    this.kvShape = { slots: this.slots.length, kvHeads, headWidth };
    this.noPast = floats(new Float32Array(rowWidth(this.kvShape)), dims(this.kvShape, 1));
    this.noSteer = floats(new Float32Array(points * width), [points, width]);
    this.noProbes = this.splitProbes({
      probes: new Float32Array(points * width),
      centre: new Float32Array(points * width),
      count: 1,
    });
  }

  /** An empty cache of this model's shape, where the session has its memory. */
  newCache(): KvCache {
    return new KvCache(this.session.newRows?.(this.kvShape) ?? new FloatRows(this.kvShape));
  }

  async forward(request: ForwardRequest): Promise<ForwardResult> {
    const fetches: string[] = [];
    if (request.read) fetches.push("reading");
    if (request.norms) fetches.push("norm");
    if (request.pool) fetches.push("pooled");
    if (request.logitRows) fetches.push("logits");
    const single = request.batch.length === 1 ? request.batch[0] : undefined;
    const cache = single && request.keep !== false ? request.past : undefined;
    if (cache) fetches.push(...this.slots);

    const outputs = await this.session.run(this.feeds(request), fetches);
    if (cache && single) {
      cache.append(
        single,
        this.slots.map((name) => given(outputs[name])),
      );
    }
    return {
      tokens: Math.max(...request.batch.map((ids) => ids.length)),
      ...(request.read && { reading: data(outputs.reading) }),
      ...(request.norms && { norm: data(outputs.norm) }),
      ...(request.pool && { pooled: data(outputs.pooled) }),
      ...(request.logitRows && { logits: data(outputs.logits) }),
    };
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private feeds(request: ForwardRequest): Feeds {
    const { batch, past } = request;
    const { sliding } = this.settings;
    const rows = batch.length;
    const tokens = Math.max(...batch.map((ids) => ids.length));
    const offset = past?.length ?? 0;
    const feeds: Record<string, Tensor> = {
      embedding: this.embed(batch, tokens),
      position_ids: positions(rows, tokens, offset),
      bias: attentionBias(tokens, offset),
      ...(sliding && { local_bias: attentionBias(tokens, offset, sliding.window) }),
      steer: request.write ? this.steerTensor(request.write) : this.noSteer,
      steer_mask: steerMask(rows, tokens, offset, request.write),
      pool: poolWeights(rows, tokens, request.pool),
      logit_rows: indices(request.logitRows ?? []),
      ...this.probeFeeds(request.read),
    };
    for (const [slot, name] of this.slots.entries()) {
      // One past for all sequences, where it lies in the cache; where there is none, a hidden row.
      feeds[`past_${name}`] = past?.length ? past.tensor(slot) : this.noPast;
    }
    return feeds;
  }

  private embed(batch: readonly (readonly number[])[], tokens: number): Tensor {
    const { width } = this.settings;
    const out = new Float32Array(batch.length * tokens * width);
    for (const [row, ids] of batch.entries()) {
      for (const [t, id] of ids.entries())
        this.embedding.write(id, out, (row * tokens + t) * width);
    }
    return floats(out, [batch.length, tokens, width]);
  }

  private probeFeeds(read: Probes | undefined): Record<string, Tensor> {
    if (!read) return this.noProbes;
    let tensors = this.probeTensors.get(read);
    if (!tensors) {
      tensors = this.splitProbes(read);
      this.probeTensors.set(read, tensors);
    }
    return tensors;
  }

  /** Probes [P, d, K] as one view a point. */
  private splitProbes({ probes, centre, count }: Probes): Record<string, Tensor> {
    const { width } = this.settings;
    const tensors: Record<string, Tensor> = {
      centre: floats(centre, [this.points, width]),
    };
    const size = width * count;
    for (let point = 0; point < this.points; point++) {
      const view = probes.subarray(point * size, (point + 1) * size);
      tensors[`probes.${point}`] = floats(view, [width, count]);
    }
    return tensors;
  }

  private steerTensor(write: Write): Tensor {
    let tensor = this.steerTensors.get(write);
    if (!tensor) {
      tensor = floats(write.steer, [this.points, this.settings.width]);
      this.steerTensors.set(write, tensor);
    }
    return tensor;
  }
}

function floats(values: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor("float32", values, dims);
}

function indices(values: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
}

function given(tensor: Tensor | undefined): Tensor {
  if (!tensor) throw new Error("the graph did not give all outputs");
  return tensor;
}

function data(tensor: Tensor | undefined): Float32Array<ArrayBuffer> {
  if (!(tensor?.data instanceof Float32Array)) throw new Error("the graph gave no float output");
  return tensor.data as Float32Array<ArrayBuffer>;
}

function positions(rows: number, tokens: number, offset: number): Tensor {
  const values = new BigInt64Array(rows * tokens);
  for (let i = 0; i < values.length; i++) values[i] = BigInt(offset + (i % tokens));
  return new Tensor("int64", values, [rows, tokens]);
}

/**
 * 0 where a token may look (itself and before, `window` tokens in all), HIDDEN elsewhere. Where there
 * is no past, one row of zeros stands in its place, and no token may look at it.
 */
function attentionBias(tokens: number, offset: number, window = Infinity): Tensor {
  const hidden = offset === 0 ? 1 : 0;
  const length = hidden + offset + tokens;
  const values = new Float32Array(tokens * length);
  for (let t = 0; t < tokens; t++) {
    const row = t * length;
    const end = hidden + offset + t + 1;
    values.fill(HIDDEN, row, row + Math.max(hidden, end - window));
    values.fill(HIDDEN, row + end, row + length);
  }
  return floats(values, [1, 1, tokens, 1, length]);
}

function steerMask(rows: number, tokens: number, offset: number, write: Write | undefined): Tensor {
  const values = new Float32Array(rows * tokens);
  if (write) {
    for (let i = 0; i < values.length; i++)
      values[i] = write.applies(offset + (i % tokens)) ? 1 : 0;
  }
  return floats(values, [rows, tokens, 1]);
}

function poolWeights(
  rows: number,
  tokens: number,
  weights: readonly Float32Array[] | undefined,
): Tensor {
  const values = new Float32Array(rows * tokens);
  for (const [row, own] of (weights ?? []).entries()) values.set(own, row * tokens);
  return floats(values, [rows, 1, tokens]);
}
