import { logSumExp } from "../core/log-softmax.ts";
import { EngineError, throwIfCancelled } from "./errors.ts";
import type { KvCache } from "./kv-cache.ts";
import { CHUNK_TOKENS, prefill } from "./prefill.ts";
import type { Transformer, Write } from "./transformer.ts";
import { yieldToEventLoop } from "./yield.ts";

/** A prompt that has been read: its keys and values, and the logits after its last token. */
export interface Opening {
  readonly cache: KvCache;
  readonly logits: Float32Array;
}

/** Continuations that are alike but for their last token, which is only predicted, never fed. */
interface Branch {
  readonly head: readonly number[];
  readonly places: readonly number[];
}

/**
 * Log-probability of each continuation after one prompt, in nats, summed over its tokens.
 * Continuations that fit are fed side by side, in one step; the prompt stays as it is.
 * @throws EngineError bad-input for an empty continuation, cancelled
 */
export async function scoreContinuations(
  transformer: Transformer,
  opening: Opening,
  continuations: readonly (readonly number[])[],
  write: Write | null,
  signal?: AbortSignal,
): Promise<number[]> {
  const all = logSumExp(opening.logits);
  const sums = continuations.map(([first]) => {
    if (first === undefined) throw new EngineError("bad-input", "A continuation is empty.");
    return (opening.logits[first] as number) - all;
  });
  const { vocabulary } = transformer.settings;
  /** Adds what the logits after the tokens `start` … of a head say of the tokens that follow them. */
  const add = ({ places }: Branch, start: number, count: number, logits: Float32Array) => {
    for (let i = 0; i < count; i++) {
      const row = logits.subarray(i * vocabulary, (i + 1) * vocabulary);
      const whole = logSumExp(row);
      for (const place of places) {
        const next = continuations[place]?.[start + i + 1] as number;
        sums[place] = (sums[place] as number) + (row[next] as number) - whole;
      }
    }
  };
  for (const group of steps(branchesOf(continuations))) {
    const [only] = group;
    if (only && only.head.length > CHUNK_TOKENS) {
      await readAlone(transformer, opening.cache, only, write, signal, add);
      continue;
    }
    await yieldToEventLoop();
    throwIfCancelled(signal);
    const tokens = Math.max(...group.map(({ head }) => head.length));
    const { logits } = await transformer.forward({
      batch: group.map(({ head }) => head),
      past: opening.cache,
      keep: false,
      write: write ?? undefined,
      logitRows: Array.from({ length: tokens }, (_, t) => t),
    });
    for (const [row, branch] of group.entries()) {
      const own = logits?.subarray(row * tokens * vocabulary);
      if (own) add(branch, 0, branch.head.length, own);
    }
  }
  return sums;
}

/** What has to be fed, each once. A continuation of one token needs nothing. */
function branchesOf(continuations: readonly (readonly number[])[]): readonly Branch[] {
  const branches = new Map<string, { head: readonly number[]; places: number[] }>();
  for (const [place, ids] of continuations.entries()) {
    const head = ids.slice(0, -1);
    if (head.length === 0) continue;
    const key = head.join();
    const branch = branches.get(key);
    if (branch) branch.places.push(place);
    else branches.set(key, { head, places: [place] });
  }
  return [...branches.values()];
}

/** Branches to be fed at once: no step is longer than a chunk of a prompt, pads included. */
function steps(branches: readonly Branch[]): readonly (readonly Branch[])[] {
  const groups: Branch[][] = [];
  for (const branch of branches) {
    const group = groups.at(-1) ?? [];
    const longest = Math.max(branch.head.length, ...group.map(({ head }) => head.length));
    if (group.length > 0 && longest * (group.length + 1) <= CHUNK_TOKENS) group.push(branch);
    else groups.push([branch]);
  }
  return groups;
}

/** A long continuation, in chunks on a copy of the prompt. */
async function readAlone(
  transformer: Transformer,
  prompt: KvCache,
  branch: Branch,
  write: Write | null,
  signal: AbortSignal | undefined,
  add: (branch: Branch, start: number, count: number, logits: Float32Array) => void,
): Promise<void> {
  const copy = prompt.fork();
  try {
    await prefill(transformer, copy, branch.head, {
      write,
      logits: "all",
      signal,
      onChunk: (start, count, { logits }) => logits && add(branch, start, count, logits),
    });
  } finally {
    copy.release();
  }
}
