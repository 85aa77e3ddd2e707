/**
 * What each text leaves in the residual stream: its mean over the story rule's span (set `text`),
 * or the response-preparation token after it as a user's message (set `reply`).
 */
import { storySpan } from "../../core/story-mean.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import { throwIfCancelled } from "../errors.ts";
import type { KvCache } from "../kv-cache.ts";
import { contextTokens } from "../open.ts";
import { prefill } from "../prefill.ts";
import type { TextTokenizer } from "../tokenizer.ts";
import type { ForwardResult, Transformer } from "../transformer.ts";
import { yieldToEventLoop } from "../yield.ts";
import { newBlock, parseBlock } from "./activation-block.ts";
import type { BlockStore } from "./block-store.ts";

export interface CollectOptions extends ActivationOptions {
  /** Where finished blocks are kept. */
  readonly blocks?: BlockStore | undefined;
}

export interface ActivationOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Texts whose activations are kept together, and lost together when a build is stopped. */
export const BLOCK_TEXTS = 16;

export interface Activations {
  /** [P][texts, d] */
  readonly points: readonly Float32Array[];
  /** Mean over texts of the mean residual norm at positions 1 and on [P]; of the set `text` only. */
  readonly residualNorm: readonly number[];
}

/** A text as the set sees it: token ids, and where among them the text's own words begin. */
export interface SetInput {
  readonly ids: readonly number[];
  readonly wordsFrom: number;
}

/**
 * The story alone, or as the user's message with the reply opened.
 * @param limit tokens that fit: of a longer story the end is left out, never the template's
 */
export function setInput(
  tokenizer: TextTokenizer,
  set: VectorSetName,
  text: string,
  limit = Number.POSITIVE_INFINITY,
): SetInput {
  if (set === "text") {
    const ids = tokenizer.encodeText(text).tokens.map(({ id }) => id);
    return { ids: ids.slice(0, limit), wordsFrom: 1 };
  }
  const { tokens, contents } = tokenizer.encodeChat([{ role: "user", content: text }], true);
  const { start, end } = contents[0] ?? { start: 0, end: 0 };
  const wordsTo = tokens.filter((token) => token.start < end).length;
  const left = wordsTo - Math.max(0, tokens.length - limit);
  return {
    ids: tokens.flatMap(({ id }, i) => (i < left || i >= wordsTo ? [id] : [])),
    wordsFrom: Math.max(
      1,
      tokens.findIndex((token) => token.end > start),
    ),
  };
}

/** Feeds what all chats share once, and hands each its own rest. */
export class SharedPrefix {
  private readonly transformer: Transformer;
  private readonly cache: KvCache;

  constructor(transformer: Transformer) {
    this.transformer = transformer;
    this.cache = transformer.newCache();
  }

  /** Reads the first `length` tokens of `ids` unless they are held already. */
  async hold(ids: readonly number[], length: number): Promise<KvCache> {
    const shared = Math.min(this.cache.commonPrefix(ids), length);
    this.cache.truncate(shared);
    await prefill(this.transformer, this.cache, ids.slice(shared, length), {});
    return this.cache;
  }

  /** Gives the memory back. */
  release(): void {
    this.cache.release();
  }
}

/** Runs every text once. @throws EngineError cancelled */
export async function collectActivations(
  transformer: Transformer,
  tokenizer: TextTokenizer,
  set: VectorSetName,
  texts: readonly string[],
  { onProgress, signal, blocks }: CollectOptions = {},
): Promise<Activations> {
  const { points, settings } = transformer;
  const { width } = settings;
  const rows = Array.from({ length: points }, () => new Float32Array(texts.length * width));
  const norms = new Float64Array(points);
  for (let first = 0; first < texts.length; first += BLOCK_TEXTS) {
    const count = Math.min(BLOCK_TEXTS, texts.length - first);
    const name = `${set}-${first}`;
    const size = { texts: count, points, width };
    const kept = parseBlock(await blocks?.get(name), size);
    const block = kept ?? newBlock(size);
    // Anew for each block, so that no bit depends on where a build was stopped.
    const prefix = new SharedPrefix(transformer);
    for (let at = 0; kept === undefined && at < count; at++) {
      await yieldToEventLoop();
      throwIfCancelled(signal);
      const { pooled, norm } = await readText(texts[first + at] as string, prefix);
      if (pooled) block.pooled.set(pooled, at * points * width);
      if (norm) addMeanNorms(block.norms.subarray(at * points, (at + 1) * points), norm, points);
      onProgress?.(first + at + 1, texts.length);
    }
    prefix.release();
    if (kept === undefined) await blocks?.put(name, block.bytes);
    for (let at = 0; at < count; at++) {
      for (const [point, row] of rows.entries()) {
        const from = (at * points + point) * width;
        row.set(block.pooled.subarray(from, from + width), (first + at) * width);
        norms[point] = (norms[point] as number) + (block.norms[at * points + point] as number);
      }
    }
    onProgress?.(first + count, texts.length);
  }
  return { points: rows, residualNorm: Array.from(norms, (sum) => sum / texts.length) };

  async function readText(text: string, prefix: SharedPrefix): Promise<ForwardResult> {
    const { ids, wordsFrom } = setInput(tokenizer, set, text, contextTokens(transformer.settings));
    const shared = set === "text" ? 0 : wordsFrom;
    const past = await prefix.hold(ids, shared);
    const rest = ids.slice(shared);
    return transformer.forward({
      batch: [rest],
      past,
      keep: false,
      pool: [poolOf(set, rest.length)],
      norms: set === "text",
    });
  }
}

function poolOf(set: VectorSetName, tokens: number): Float32Array {
  const weights = new Float32Array(tokens);
  if (set === "reply") weights[tokens - 1] = 1;
  else {
    const { start, end } = storySpan(tokens);
    weights.fill(1 / (end - start), start, end);
  }
  return weights;
}

/** Adds a text's mean norm a point; position 0, the attention sink, stays out. norm is [T, P]. */
function addMeanNorms(sums: Float64Array, norm: Float32Array, points: number): void {
  const tokens = norm.length / points;
  for (let point = 0; point < points; point++) {
    let sum = 0;
    for (let t = 1; t < tokens; t++) sum += norm[t * points + point] as number;
    sums[point] = (sums[point] as number) + sum / Math.max(tokens - 1, 1);
  }
}
