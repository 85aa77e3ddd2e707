/**
 * Where things lie in emotions.bin (layout: vectors.ts), and the two arrays that reading takes.
 *
 * A reading has K = COLUMNS columns: the emotions in EMOTIONS order, then the random directions.
 */
import { EMOTIONS, type Emotion, emotionIndex } from "./emotions.ts";
import { randomUnitVector } from "./random.ts";
import {
  type EmotionVectors,
  RANDOM_DIRECTIONS,
  VECTOR_SETS,
  type VectorSetName,
} from "./vectors.ts";

/** Columns of a reading: 24 emotions, then 20 random directions. */
export const COLUMNS = EMOTIONS.length + RANDOM_DIRECTIONS.count;

/** How many numbers emotions.bin holds: per set and point one centre and 24 vectors. */
export function vectorDataLength(points: number, width: number): number {
  return VECTOR_SETS.length * points * (1 + EMOTIONS.length) * width;
}

/** The unit vector v_e at a residual point [width], as a view. Throws RangeError for a point that is not there. */
export function emotionVector(
  vectors: EmotionVectors,
  set: VectorSetName,
  point: number,
  emotion: Emotion,
): Float32Array {
  const column = emotionIndex(emotion);
  if (column < 0) throw new RangeError(`no direction for ${emotion}`);
  return row(vectors, set, point, 1 + column);
}

/** The centre μ at a residual point [width], as a view. */
export function centre(vectors: EmotionVectors, set: VectorSetName, point: number): Float32Array {
  return row(vectors, set, point, 0);
}

/** The random control directions [count][width]. The same ones serve every residual point. */
export function randomDirections(width: number): Float32Array[] {
  const { count, seed } = RANDOM_DIRECTIONS;
  return Array.from({ length: count }, (_, index) => randomUnitVector(seed, index, width));
}

/**
 * The graph's inputs: `probes` [P, d, K] are directions over their story σ, `centre` [P, d].
 * (residual − centre) · probes is then a reading in story σ.
 */
export function probeColumns(
  vectors: EmotionVectors,
  set: VectorSetName,
): { probes: Float32Array; centre: Float32Array } {
  const { points, width, sets } = vectors.manifest;
  const random = randomDirections(width);
  const probes = new Float32Array(points * width * COLUMNS);
  const centres = new Float32Array(points * width);
  for (let point = 0; point < points; point++) {
    centres.set(centre(vectors, set, point), point * width);
    const write = (column: number, vector: Float32Array, sigma: number) => {
      let at = point * width * COLUMNS + column;
      for (let i = 0; i < width; i++, at += COLUMNS) probes[at] = (vector[i] as number) / sigma;
    };
    for (const [column, emotion] of EMOTIONS.entries()) {
      const sigma = spread(sets[set].emotions.storySigma, point, column);
      write(column, emotionVector(vectors, set, point, emotion), sigma);
    }
    for (const [column, direction] of random.entries()) {
      const sigma = spread(sets[set].random.storySigma, point, column);
      write(EMOTIONS.length + column, direction, sigma);
    }
  }
  return { probes, centre: centres };
}

/** Row 0 is the centre, rows 1 … 24 are the emotions. */
function row(
  { manifest: { points, width }, data }: EmotionVectors,
  set: VectorSetName,
  point: number,
  index: number,
): Float32Array {
  if (!Number.isInteger(point) || point < 0 || point >= points) {
    throw new RangeError(`layer ${point} is not one of 0 … ${points - 1}`);
  }
  const rows = 1 + EMOTIONS.length;
  const start = ((VECTOR_SETS.indexOf(set) * points + point) * rows + index) * width;
  return data.subarray(start, start + width);
}

function spread(table: readonly (readonly number[])[], point: number, column: number): number {
  const sigma = table[point]?.[column];
  if (sigma === undefined || !(sigma > 0)) {
    throw new RangeError(`no spread at layer ${point}, column ${column}`);
  }
  return sigma;
}
