/** How far single tokens scatter: the second unit of a reading (see core/readings.ts). */
import { AXES, type AxisId, emotionIndex } from "../../core/emotions.ts";
import { RunningSpread } from "../../core/statistics/running-spread.ts";
import type { EmotionVectors, VectorSetName } from "../../core/vectors.ts";
import { COLUMNS, probeColumns } from "../../core/vectors-access.ts";
import { throwIfCancelled } from "../errors.ts";
import { contextTokens } from "../open.ts";
import type { TextTokenizer } from "../tokenizer.ts";
import type { Probes, Transformer } from "../transformer.ts";
import { yieldToEventLoop } from "../yield.ts";
import { type ActivationOptions, SharedPrefix, setInput } from "./activations.ts";

/**
 * Every fifth story serves: 35,000 tokens are enough for a unit. Five has no factor in common with
 * 24 emotions and six topics, so no emotion is left out as the corpus goes round.
 */
export const SPREAD_STRIDE = 5;

export interface TokenSpreads {
  /** [P][K], in story σ. */
  readonly columns: readonly (readonly number[])[];
  /** [P] */
  readonly axes: Readonly<Record<AxisId, readonly number[]>>;
}

/** Reads the texts with vectors whose token spreads are not known yet. */
export async function measureTokenSpreads(
  transformer: Transformer,
  tokenizer: TextTokenizer,
  vectors: EmotionVectors,
  set: VectorSetName,
  texts: readonly string[],
  { onProgress, signal }: ActivationOptions = {},
): Promise<TokenSpreads> {
  const { points } = transformer;
  const read: Probes = { ...probeColumns(vectors, set), count: COLUMNS };
  const axisIds = Object.keys(AXES) as AxisId[];
  const spreads = Array.from({ length: points }, () => new RunningSpread(COLUMNS));
  const axes = Array.from({ length: points }, () => new RunningSpread(axisIds.length));
  const prefix = new SharedPrefix(transformer);
  for (const [index, text] of texts.entries()) {
    await yieldToEventLoop();
    throwIfCancelled(signal);
    const { ids, wordsFrom } = setInput(tokenizer, set, text, contextTokens(transformer.settings));
    const shared = set === "text" ? 0 : wordsFrom;
    const past = await prefix.hold(ids, shared);
    const { reading } = await transformer.forward({
      batch: [ids.slice(shared)],
      past,
      keep: false,
      read,
    });
    if (!reading) throw new Error("no reading");
    const first = (wordsFrom - shared) * points * COLUMNS;
    for (let at = first; at < reading.length; at += COLUMNS) {
      const point = (at / COLUMNS) % points;
      spreads[point]?.add(reading, at);
      axes[point]?.add(axisIds.map((id) => axisValue(reading, at, id)));
    }
    onProgress?.(index + 1, texts.length);
  }
  prefix.release();
  const perAxis = axes.map((spread) => Array.from(spread.deviations(), usable));
  return {
    columns: spreads.map((spread) => Array.from(spread.deviations(), usable)),
    axes: Object.fromEntries(
      axisIds.map((id, i) => [id, perAxis.map((row) => row[i] as number)]),
    ) as Record<AxisId, number[]>,
  };
}

function axisValue(reading: Float32Array, at: number, id: AxisId): number {
  const { positive, negative } = AXES[id];
  const z = (column: number) => reading[at + column] as number;
  return z(emotionIndex(positive)) - z(emotionIndex(negative));
}

/** Where a direction reads nothing (the reply set before the first layer) the unit is 1. */
function usable(deviation: number): number {
  return deviation > 0 ? deviation : 1;
}
