/** Readings as they are written: the 24 emotions by name, in story σ or token σ. */
import { EMOTIONS, type Emotion } from "../core/emotions.ts";
import { directionValues, type Readings } from "../core/readings.ts";
import { storyValue } from "../core/story-mean.ts";
import type { VectorSet } from "../core/vectors.ts";

/** Six digits: more than float32 readings are reproducible to between machines. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** One reading [P, K] at a layer: {emotion: story σ}. */
export function storyReadings(row: Float32Array, set: VectorSet, layer: number) {
  return byEmotion((emotion) => rounded(storyValue(row, set, emotion, layer)));
}

/** One reading a token at a layer, {emotion: token σ}, without smoothing; null at position 0. */
export function tokenReadings(readings: Readings, layer: number) {
  const values = byEmotion((emotion) =>
    directionValues(readings, emotion, layer, { smooth: false }),
  );
  return Array.from(values.afraid, (_, t) =>
    t === 0 ? null : byEmotion((emotion) => rounded(values[emotion][t] ?? Number.NaN)),
  );
}

/** An object with a value for each of the 24 emotions, in their order. */
export function byEmotion<T>(value: (emotion: Emotion) => T): Record<Emotion, T> {
  return Object.fromEntries(EMOTIONS.map((emotion) => [emotion, value(emotion)])) as Record<
    Emotion,
    T
  >;
}
