import type { Experiment, ExperimentModel, ModelFacts, Settings } from "./contract.ts";

/** Part `index` of `count`, 1 … count. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

export interface ItemRow {
  readonly id: string;
  readonly row: unknown;
}

export interface RunItemsOptions {
  readonly experiment: Experiment;
  readonly settings: Settings;
  readonly facts: ModelFacts;
  readonly model: ExperimentModel;
  readonly shard?: Shard;
  /** Ids whose rows are there already. */
  readonly done?: ReadonlySet<string>;
  /** Awaited: a row is kept before the next item begins. */
  readonly onRow: (row: ItemRow) => void | Promise<void>;
  readonly signal: AbortSignal;
}

/** The items of a shard, in order: every count-th, so that shards take alike long. */
export function itemsOfShard(ids: readonly string[], { index, count }: Shard): readonly string[] {
  return ids.filter((_, place) => place % count === index - 1);
}

/**
 * Runs the items of a shard that are not done yet, one after the other.
 * Rejects with what the model rejects with; an aborted signal ends it with the signal's reason.
 */
export async function runItems(options: RunItemsOptions): Promise<void> {
  const { experiment, settings, facts, model, signal, done } = options;
  for (const id of itemsOfShard(experiment.items(settings, facts), options.shard ?? WHOLE)) {
    if (done?.has(id)) continue;
    signal.throwIfAborted();
    const row = await experiment.run(id, { settings, facts, model, signal });
    await options.onRow({ id, row });
  }
}
