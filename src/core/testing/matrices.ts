/** Random matrices for tests. */
import { createRandom } from "../random.ts";

/** [rows, columns] of standard normal numbers. */
export function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: rows * columns }, () => random.normal());
}

/** M Mᵀ + I, full, positive definite [d, d]. */
export function randomPositive(d: number, seed: number): Float64Array {
  const m = randomMatrix(d, d, seed);
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < d; k++) sum += (m[i * d + k] as number) * (m[j * d + k] as number);
    return sum;
  });
}

/** The largest difference between two lists of the same length. */
export function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let gap = 0;
  for (let i = 0; i < a.length; i++) gap = Math.max(gap, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return gap;
}
