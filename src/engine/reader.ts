import type { KvCache } from "./kv-cache.ts";
import { CHUNK_TOKENS, prefill } from "./prefill.ts";
import type { Probes, Transformer } from "./transformer.ts";

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** New rows are there: tokens start … start + count − 1. The first call starts at 0. */
  readonly onRows?: (start: number, count: number) => void;
}

/**
 * Reads texts that change: keys, values and readings of the longest common prefix with the text
 * before are kept, so that typing costs only the changed tail.
 */
export class Reader {
  private readonly transformer: Transformer;
  private readonly probes: Probes;
  private readonly cache: KvCache;
  private readonly rowLength: number;
  private rows = new Float32Array(0);

  constructor(transformer: Transformer, probes: Probes) {
    this.transformer = transformer;
    this.probes = probes;
    this.cache = transformer.newCache();
    this.rowLength = transformer.points * probes.count;
  }

  /** Readings of the tokens read last, as a view [tokens, P, K]. Overwritten by the next read. */
  view(start: number, count: number): Float32Array {
    return this.rows.subarray(start * this.rowLength, (start + count) * this.rowLength);
  }

  /**
   * @returns how many leading tokens were kept from the text before
   * @throws EngineError cancelled; what was read until then is kept for the next text
   */
  async read(ids: readonly number[], { signal, onRows }: ReadOptions = {}): Promise<number> {
    const kept = this.cache.commonPrefix(ids);
    this.cache.truncate(kept);
    this.reserve(ids.length);
    if (kept === ids.length) onRows?.(0, kept);
    let reported = 0;
    await prefill(this.transformer, this.cache, ids.slice(kept), {
      read: this.probes,
      signal,
      onChunk: (start, count, { reading }) => {
        if (reading) this.rows.set(reading, (kept + start) * this.rowLength);
        const end = kept + start + count;
        onRows?.(reported, end - reported);
        reported = end;
      },
    });
    return kept;
  }

  /** Gives the keys and values back: nothing can be read any more. */
  release(): void {
    this.cache.release();
  }

  private reserve(tokens: number): void {
    if (tokens * this.rowLength <= this.rows.length) return;
    const capacity = Math.max(tokens, CHUNK_TOKENS, (2 * this.rows.length) / this.rowLength);
    const grown = new Float32Array(capacity * this.rowLength);
    grown.set(this.rows);
    this.rows = grown;
  }
}
