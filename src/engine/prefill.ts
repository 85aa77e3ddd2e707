import { throwIfCancelled } from "./errors.ts";
import type { KvCache } from "./kv-cache.ts";
import type { ForwardResult, Probes, Transformer, Write } from "./transformer.ts";
import { yieldToEventLoop } from "./yield.ts";

/** Tokens a step: long enough to keep the matrix products busy, short enough to cancel soon. */
export const CHUNK_TOKENS = 128;

export interface PrefillOptions {
  readonly read?: Probes;
  readonly write?: Write | null;
  /** Which logits are wanted: none, those of the last token, or of all. */
  readonly logits?: "none" | "last" | "all";
  readonly signal?: AbortSignal | undefined;
  /** Called after each step with the index, among `ids`, of its first token. */
  readonly onChunk?: (start: number, count: number, result: ForwardResult) => void;
}

/**
 * Feeds `ids` after what `cache` holds, step by step, and lets waiting messages in between.
 * @returns the last step's result
 * @throws EngineError cancelled; the cache then holds the steps that were finished
 */
export async function prefill(
  transformer: Transformer,
  cache: KvCache,
  ids: readonly number[],
  { read, write, logits = "none", signal, onChunk }: PrefillOptions,
): Promise<ForwardResult | undefined> {
  let result: ForwardResult | undefined;
  for (let start = 0; start < ids.length; start += CHUNK_TOKENS) {
    await yieldToEventLoop();
    throwIfCancelled(signal);
    const chunk = ids.slice(start, start + CHUNK_TOKENS);
    const isLast = start + chunk.length === ids.length;
    result = await transformer.forward({
      batch: [chunk],
      past: cache,
      read,
      write: write ?? undefined,
      ...(logits === "all" && { logitRows: chunk.map((_, i) => i) }),
      ...(logits === "last" && isLast && { logitRows: [chunk.length - 1] }),
    });
    onChunk?.(start, chunk.length, result);
  }
  return result;
}
