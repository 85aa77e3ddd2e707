/**
 * Readings in a JSON file. Values are rounded to steps of a fixed size; neighbouring layers are alike,
 * so each layer is stored as its difference from the one below, as a variable-length integer, and
 * the whole is deflated. The random directions, of which only the band is shown, take steps four
 * times as large.
 */
import { EMOTIONS } from "../../core/emotions.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { deflate, fromBase64Url, inflate, toBase64Url } from "../link/deflate.ts";

export interface PackedReadings {
  /** Size of one step, story σ: readings of emotions are off by half of it at most. */
  readonly step: number;
  /** Rows: tokens, or points of a curve. */
  readonly count: number;
  /** P. */
  readonly points: number;
  /** base64url. */
  readonly data: string;
}

/** Most bytes that one packed run unpacks to. */
const MAX_BYTES = 64_000_000;
/** Steps beyond this are clipped; four bytes hold any difference of two. */
const MAX_STEPS = 2 ** 26;

/** Steps of the random directions' columns, in steps of the emotions'. */
const RANDOM_STEPS = 4;

const stepOf = (column: number, step: number) =>
  column < EMOTIONS.length ? step : RANDOM_STEPS * step;

/** Packs z [count, P, K]. */
export async function packReadings(
  z: Float32Array,
  count: number,
  points: number,
  step: number,
): Promise<PackedReadings> {
  const bytes: number[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      let below = 0;
      for (let point = 0; point < points; point++) {
        const value = z[(row * points + point) * COLUMNS + column] ?? 0;
        const steps = Math.max(
          -MAX_STEPS,
          Math.min(MAX_STEPS, Math.round(value / stepOf(column, step))),
        );
        pushVarint(bytes, steps - below);
        below = steps;
      }
    }
  }
  return { step, count, points, data: toBase64Url(await deflate(Uint8Array.from(bytes))) };
}

/** The inverse of packReadings, or null where the data is broken or of another length. */
export async function unpackReadings(packed: PackedReadings): Promise<Float32Array | null> {
  const { step, count, points } = packed;
  const bytes = fromBase64Url(packed.data);
  if (bytes === null || count * points * COLUMNS * 4 > MAX_BYTES) return null;
  const plain = await inflate(bytes, MAX_BYTES);
  if (!plain.ok) return null;
  const z = new Float32Array(count * points * COLUMNS);
  const next = varints(plain.bytes);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      let steps = 0;
      for (let point = 0; point < points; point++) {
        const difference = next();
        if (difference === null) return null;
        steps += difference;
        z[(row * points + point) * COLUMNS + column] = steps * stepOf(column, step);
      }
    }
  }
  return next() === null ? z : null;
}

/** Zigzag, then seven bits a byte, low ones first. */
function pushVarint(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Reads one number after another; null at the end. */
function varints(bytes: Uint8Array): () => number | null {
  let at = 0;
  return () => {
    let [value, scale] = [0, 1];
    for (let size = 0; size < 6; size++) {
      const byte = bytes[at++];
      if (byte === undefined) return null;
      value += (byte % 128) * scale;
      if (byte < 128) return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
      scale *= 128;
    }
    return null;
  };
}
