/** What rows keep of a reading: some emotions, then all random directions. */
import { EMOTIONS, type Emotion, emotionIndex } from "../core/emotions.ts";
import { RANDOM_DIRECTIONS } from "../core/vectors.ts";

/** Columns of a reading (z's last axis) that a row keeps. */
export function keptColumns(kept: readonly Emotion[]): readonly number[] {
  return [
    ...kept.map(emotionIndex),
    ...Array.from({ length: RANDOM_DIRECTIONS.count }, (_, i) => EMOTIONS.length + i),
  ];
}

/** What a measure reads: an emotion, or one less another. */
export type Source = readonly [Emotion] | readonly [Emotion, Emotion];

/** How measures are read from a kept row. */
export interface Measuring<Id extends string> {
  /** Of one reading, story σ; NaN where the row does not hold it. */
  measured(row: readonly number[], id: Id): number;
  /**
   * Of the random directions: their values, or for a difference of two emotions the differences of
   * neighbours, which spread as widely as two directions do.
   */
  randomMeasured(row: readonly number[], id: Id): number[];
}

export function measuring<Id extends string>(
  kept: readonly Emotion[],
  sources: Readonly<Record<Id, Source>>,
): Measuring<Id> {
  const at = (row: readonly number[], emotion: Emotion) => row[kept.indexOf(emotion)] ?? Number.NaN;
  return {
    measured(row, id) {
      const [plus, minus] = sources[id];
      return minus === undefined ? at(row, plus) : at(row, plus) - at(row, minus);
    },
    randomMeasured(row, id) {
      const random = row.slice(kept.length);
      if (sources[id].length === 1) return random;
      return random.map((value, i) => value - (random[(i + 1) % random.length] as number));
    },
  };
}
