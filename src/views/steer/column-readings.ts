/**
 * Readings of a continuation, token by token. Its first token is not the first of what the model
 * read (the prompt comes before it), so it is no attention sink and counts like the others.
 */
import { type Direction, EMOTIONS, type Emotion } from "../../core/emotions.ts";
import { directionValues, type RankedEmotion, type Readings, ranked } from "../../core/readings.ts";
import type { VectorSet } from "../../core/vectors.ts";
import type { Rows } from "../../state/rows.ts";

/** The rows that follow one empty row: core's readings leave out whatever stands at position 0. */
const afterOneRow = new WeakMap<Float32Array, Float32Array>();

function readingsOf({ z, count, points }: Rows, set: VectorSet): Readings {
  let padded = afterOneRow.get(z);
  if (padded === undefined) {
    const row = count > 0 ? z.length / count : 0;
    padded = new Float32Array(z.length + row);
    padded.set(z, row);
    afterOneRow.set(z, padded);
  }
  return { z: padded, points, set };
}

/** Value of a direction at every token read so far [T], token σ, mean of the last five tokens. */
export function tokenValues(
  rows: Rows,
  set: VectorSet,
  direction: Direction,
  layer: number,
): Float32Array {
  if (rows.count === 0) return new Float32Array(0);
  return directionValues(readingsOf(rows, set), direction, layer).subarray(1);
}

/** Values as `tokenValues`, each token on its own: what files hold. */
export function singleValues(
  rows: Rows,
  set: VectorSet,
  direction: Direction,
  layer: number,
): Float32Array {
  if (rows.count === 0) return new Float32Array(0);
  return directionValues(readingsOf(rows, set), direction, layer, { smooth: false }).subarray(1);
}

/** Mean of a direction over the tokens read so far, token σ; NaN before the first. */
export function meanValue(rows: Rows, set: VectorSet, direction: Direction, layer: number): number {
  const values = singleValues(rows, set, direction, layer);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean of every emotion over the tokens read so far, in EMOTIONS order. */
export function emotionMeans(
  rows: Rows,
  set: VectorSet,
  layer: number,
): readonly { readonly emotion: Emotion; readonly value: number }[] {
  return EMOTIONS.map((emotion) => ({ emotion, value: meanValue(rows, set, emotion, layer) }));
}

/** All emotions at one token, the strongest first; empty where the token is not read yet. */
export function strongestAt(
  rows: Rows,
  set: VectorSet,
  layer: number,
  token: number,
): readonly RankedEmotion[] {
  if (!(token >= 0 && token < rows.count)) return [];
  return ranked(readingsOf(rows, set), layer, token + 1);
}
