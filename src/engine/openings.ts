import type { SteeringPlan } from "../core/steering.ts";
import type { ReadPrompt } from "./column.ts";
import { prefill } from "./prefill.ts";
import type { Transformer, Write } from "./transformer.ts";

/**
 * Prompts that are read and can be gone on from. The plain one is kept while it stays the same: moving a
 * slider, or scoring under another direction, does not read it again.
 */
export class Openings {
  private readonly transformer: Transformer;
  private kept: ReadPrompt | null = null;

  constructor(transformer: Transformer) {
    this.transformer = transformer;
  }

  /** The prompt without steering. It is kept here: `release` leaves it alone. */
  async plain(ids: readonly number[], signal: AbortSignal | undefined): Promise<ReadPrompt> {
    const { kept } = this;
    if (kept && kept.ids.length === ids.length && kept.ids.every((id, i) => id === ids[i])) {
      return kept;
    }
    this.kept = null;
    kept?.cache.release();
    this.kept = await this.read(ids, null, signal);
    return this.kept;
  }

  /** The prompt under a plan: the plain one where the plan leaves the prompt alone, else one of its own. */
  under(
    ids: readonly number[],
    steering: SteeringPlan | null,
    write: Write | null,
    signal: AbortSignal | undefined,
  ): Promise<ReadPrompt> {
    return write === null || steering?.where === "reply"
      ? this.plain(ids, signal)
      : this.read(ids, write, signal);
  }

  /** Gives back what `under` read, unless it is kept. */
  release(opening: ReadPrompt): void {
    if (opening !== this.kept) opening.cache.release();
  }

  private async read(
    ids: readonly number[],
    write: Write | null,
    signal: AbortSignal | undefined,
  ): Promise<ReadPrompt> {
    const cache = this.transformer.newCache();
    const result = await prefill(this.transformer, cache, ids, { write, logits: "last", signal });
    if (!result?.logits) throw new Error("the prompt gave no logits");
    return { ids, cache, logits: result.logits };
  }
}
