/**
 * One continuation as it grows: its own keys and values, its own sampler, and the plain model that
 * reads along.
 */
import { concatenate } from "../core/concatenate.ts";
import { logSoftmaxAt } from "../core/log-softmax.ts";
import type { SamplerSettings } from "../core/sampler.ts";
import { TokenSampler } from "../core/sampling.ts";
import { freeBytes } from "./bytes.ts";
import { checkedInput } from "./errors.ts";
import type { KvCache } from "./kv-cache.ts";
import type { Probes, Transformer, Write } from "./transformer.ts";

/** Tokens that the plain model reads at once: one pass of eight costs little more than one of one. */
const READ_ALONG = 8;

/** Tokens that a column's keys and values have room for at first. */
const ROOM = 128;

/** A prompt that has been read: its keys and values, and the logits after its last token. */
export interface ReadPrompt {
  readonly ids: readonly number[];
  readonly cache: KvCache;
  readonly logits: Float32Array<ArrayBuffer>;
}

export interface ColumnReadings {
  readonly start: number;
  readonly count: number;
  /** [count, P, K] by the plain model, in story σ. */
  readonly z: Float32Array;
  /** Under the plain model, in nats [count]. */
  readonly logprobs: Float32Array;
  /** [count, P, K] inside the steered run. */
  readonly inside?: Float32Array;
}

export interface ColumnOptions {
  readonly transformer: Transformer;
  readonly probes: Probes;
  /** The prompt as this column's run sees it, steered where the plan says so. */
  readonly own: ReadPrompt;
  /** The prompt as the plain model sees it. */
  readonly plain: ReadPrompt;
  readonly write: Write | null;
  readonly sampler: SamplerSettings;
  readonly stopIds: ReadonlySet<number>;
  readonly maxTokens: number;
}

export class Column {
  readonly ids: number[] = [];
  private readonly options: ColumnOptions;
  private readonly sampler: TokenSampler;
  private readonly cache: KvCache;
  /** The plain model's own keys and values; a plain column is its own reader. */
  private readonly follower: KvCache | null;
  private readonly inside: Float32Array[] = [];
  private readonly own: { z: Float32Array[]; logprobs: number[] } = { z: [], logprobs: [] };
  private logits: Float32Array<ArrayBuffer>;
  private plainLogits: Float32Array;
  private readTo = 0;
  ended: "stop" | "length" | null = null;

  constructor(options: ColumnOptions) {
    this.options = options;
    this.sampler = checkedInput(() => new TokenSampler(options.sampler, options.own.ids));
    const room = Math.min(options.maxTokens, ROOM);
    this.cache = options.own.cache.fork(room);
    this.follower = options.write ? options.plain.cache.fork(room) : null;
    this.logits = options.own.logits;
    this.plainLogits = options.plain.logits;
  }

  /** Draws one token and feeds it. Returns its id, or null when the column has ended. */
  async step(): Promise<number | null> {
    const { transformer, probes, write, stopIds, maxTokens } = this.options;
    const { id, logprob } = this.sampler.draw(this.logits);
    if (stopIds.has(id)) {
      this.ended = "stop";
      return null;
    }
    this.ids.push(id);
    const { reading, logits } = await transformer.forward({
      batch: [[id]],
      past: this.cache,
      read: probes,
      write: write ?? undefined,
      logitRows: [0],
    });
    if (!reading || !logits) throw new Error("a step gave no logits");
    // Those of the prompt belong to whoever read it.
    if (this.logits !== this.options.own.logits) freeBytes(this.logits);
    this.logits = logits;
    if (this.follower) this.inside.push(reading);
    else {
      this.own.z.push(reading);
      this.own.logprobs.push(logprob);
    }
    if (this.ids.length === maxTokens) this.ended = "length";
    return id;
  }

  /** Readings of tokens that have none yet: of a whole chunk, or of what is left once ended. */
  async readAlong(): Promise<ColumnReadings | null> {
    const start = this.readTo;
    const waiting = this.ids.length - start;
    if (waiting === 0 || (waiting < READ_ALONG && !this.ended)) return null;
    this.readTo = this.ids.length;
    if (!this.follower) {
      const z = concatenate(this.own.z.splice(0));
      const logprobs = Float32Array.from(this.own.logprobs.splice(0));
      return { start, count: waiting, z, logprobs };
    }
    return this.follow(this.follower, start, this.ids.slice(start));
  }

  /** Gives its keys and values back, once it will not grow any more. */
  release(): void {
    this.cache.release();
    this.follower?.release();
  }

  private async follow(
    follower: KvCache,
    start: number,
    ids: readonly number[],
  ): Promise<ColumnReadings> {
    const { transformer, probes } = this.options;
    const { reading, logits } = await transformer.forward({
      batch: [ids],
      past: follower,
      read: probes,
      logitRows: ids.map((_, i) => i),
    });
    if (!reading || !logits) throw new Error("the plain model gave no logits");
    const { vocabulary } = transformer.settings;
    const row = (i: number) =>
      i < 0 ? this.plainLogits : logits.subarray(i * vocabulary, (i + 1) * vocabulary);
    const logprobs = Float32Array.from(ids, (id, i) => logSoftmaxAt(row(i - 1), id));
    this.plainLogits = row(ids.length - 1).slice();
    freeBytes(logits);
    return {
      start,
      count: ids.length,
      z: reading,
      logprobs,
      inside: concatenate(this.inside.splice(0)),
    };
  }
}
