import { logSoftmaxAt } from "../core/log-softmax.ts";
import { EngineError } from "./errors.ts";
import type { KvCache } from "./kv-cache.ts";
import { prefill } from "./prefill.ts";
import type { Transformer, Write } from "./transformer.ts";

/**
 * Log-probability of each continuation after one prompt, in nats, summed over its tokens.
 * The prompt is read once; every continuation branches from it.
 * @throws EngineError bad-input for an empty continuation or prompt
 */
export async function scoreContinuations(
  transformer: Transformer,
  promptIds: readonly number[],
  continuations: readonly (readonly number[])[],
  write: Write | null,
  signal?: AbortSignal,
): Promise<number[]> {
  if (promptIds.length === 0) throw new EngineError("bad-input", "The prompt is empty.");
  const prompt = transformer.newCache();
  try {
    return await scoreAfter(transformer, prompt, promptIds, continuations, write, signal);
  } finally {
    prompt.release();
  }
}

async function scoreAfter(
  transformer: Transformer,
  prompt: KvCache,
  promptIds: readonly number[],
  continuations: readonly (readonly number[])[],
  write: Write | null,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const opening = await prefill(transformer, prompt, promptIds, { write, logits: "last", signal });
  const first = opening?.logits;
  if (!first) throw new Error("the prompt gave no logits");

  const sums: number[] = [];
  for (const ids of continuations) {
    const [firstId] = ids;
    if (firstId === undefined) throw new EngineError("bad-input", "A continuation is empty.");
    let sum = logSoftmaxAt(first, firstId);
    const { vocabulary } = transformer.settings;
    // The last token is only predicted, never fed.
    const branch = prompt.fork();
    await prefill(transformer, branch, ids.slice(0, -1), {
      write,
      logits: "all",
      signal,
      onChunk: (start, count, { logits }) => {
        for (let i = 0; i < count && logits; i++) {
          const row = logits.subarray(i * vocabulary, (i + 1) * vocabulary);
          sum += logSoftmaxAt(row, ids[start + i + 1] as number);
        }
      },
    });
    branch.release();
    sums.push(sum);
  }
  return sums;
}
