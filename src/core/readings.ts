/**
 * From what a run returns, z [T, P, K] in story σ, to what the page shows.
 *
 * A token's value is z over the spread of single tokens (token σ), because tokens scatter more than
 * story means do. By default it is the mean of the last five tokens up to it. Position 0 is an
 * attention sink: its value is NaN and it enters no mean.
 */
import { AXES, type Direction, EMOTIONS, type Emotion, emotionIndex, isAxis } from "./emotions.ts";
import type { VectorSet } from "./vectors.ts";
import { COLUMNS } from "./vectors-access.ts";

/** Readings of one text, or of a piece of it that begins at its position 0. */
export interface Readings {
  /** [T, P, K], story σ. */
  readonly z: Float32Array;
  readonly points: number;
  /** The set that the readings were made with. */
  readonly set: VectorSet;
}

export interface DisplayOptions {
  /** Average over the last five tokens. */
  readonly smooth: boolean;
}

/** Tokens in the trailing mean. */
export const SMOOTHING = 5;

/** T. */
export function tokenCount({ z, points }: Pick<Readings, "z" | "points">): number {
  return z.length / (points * COLUMNS);
}

/** Value of a direction at every token [T], token σ; NaN at position 0. */
export function directionValues(
  readings: Readings,
  direction: Direction,
  layer: number,
  { smooth }: DisplayOptions = { smooth: true },
): Float32Array {
  const { column, minus, sigma } = source(readings.set, direction, layer);
  const raw = columnValues(readings, layer, column, 1 / sigma);
  if (minus !== null) {
    const other = columnValues(readings, layer, minus, 1 / sigma);
    for (let t = 0; t < raw.length; t++) raw[t] = (raw[t] as number) - (other[t] as number);
  }
  return smooth ? trailingMean(raw) : withoutFirst(raw);
}

/** Value of a direction at every layer and token [P, T], token σ; NaN at position 0. */
export function layerMatrix(
  readings: Readings,
  direction: Direction,
  options?: DisplayOptions,
): Float32Array {
  const tokens = tokenCount(readings);
  const matrix = new Float32Array(readings.points * tokens);
  for (let point = 0; point < readings.points; point++) {
    matrix.set(directionValues(readings, direction, point, options), point * tokens);
  }
  return matrix;
}

export interface RankedEmotion {
  readonly emotion: Emotion;
  /** Token σ. */
  readonly value: number;
}

/** All emotions at one token, the strongest first. Values are NaN at position 0. */
export function ranked(
  readings: Readings,
  layer: number,
  token: number,
  { smooth }: DisplayOptions = { smooth: true },
): RankedEmotion[] {
  const tokens = tokenCount(readings);
  if (!(token >= 0 && token < tokens)) throw new RangeError(`no token ${token} of ${tokens}`);
  // Nothing before these tokens has a part in the value.
  const first = Math.max(0, token - SMOOTHING + 1);
  return EMOTIONS.map((emotion) => {
    const { column, sigma } = source(readings.set, emotion, layer);
    const from = smooth ? Math.max(1, first) : token;
    let sum = 0;
    for (let t = from; t <= token; t++) sum += cell(readings, t, layer, column);
    const value = token === 0 ? Number.NaN : sum / (token - from + 1) / sigma;
    return { emotion, value };
  }).sort((a, b) => b.value - a.value || 0);
}

/** Values of each random control direction at every token: 20 arrays [T], token σ. */
export function randomValues(
  readings: Readings,
  layer: number,
  { smooth }: DisplayOptions = { smooth: true },
): Float32Array[] {
  const sigmas = readings.set.random.tokenSigma[layer];
  if (!sigmas) throw new RangeError(`no layer ${layer}`);
  return sigmas.map((sigma, index) => {
    const raw = columnValues(readings, layer, EMOTIONS.length + index, 1 / sigma);
    return smooth ? trailingMean(raw) : withoutFirst(raw);
  });
}

/** The mean of up to five values that end at each place [T]; position 0 is left out and stays NaN. */
export function trailingMean(values: Float32Array): Float32Array {
  return values.map((_, t) => {
    if (t === 0) return Number.NaN;
    const from = Math.max(1, t - SMOOTHING + 1);
    let sum = 0;
    for (let i = from; i <= t; i++) sum += values[i] as number;
    return sum / (t - from + 1);
  });
}

/** Which column a direction reads, which it takes away, and what to divide by. */
function source(
  set: VectorSet,
  direction: Direction,
  layer: number,
): { column: number; minus: number | null; sigma: number } {
  if (isAxis(direction)) {
    const { positive, negative } = AXES[direction];
    const sigma = known(set.axes[direction].tokenSigma[layer], layer);
    return { column: emotionIndex(positive), minus: emotionIndex(negative), sigma };
  }
  const column = emotionIndex(direction);
  const sigma = known(set.emotions.tokenSigma[layer]?.[column], layer);
  return { column, minus: null, sigma };
}

function known(sigma: number | undefined, layer: number): number {
  if (sigma === undefined) throw new RangeError(`no layer ${layer}`);
  return sigma;
}

function cell({ z, points }: Readings, token: number, point: number, column: number): number {
  return z[(token * points + point) * COLUMNS + column] as number;
}

function columnValues(
  readings: Readings,
  point: number,
  column: number,
  scale: number,
): Float32Array {
  const values = new Float32Array(tokenCount(readings));
  for (let t = 0; t < values.length; t++) values[t] = scale * cell(readings, t, point, column);
  return values;
}

function withoutFirst(values: Float32Array): Float32Array {
  if (values.length > 0) values[0] = Number.NaN;
  return values;
}
