/**
 * Symmetric matrices [d, d], row-major float64. Only the lower triangle (column ≤ row) is kept up;
 * what lies above it is never read.
 */
import { dot } from "./dot.ts";

/** Mean of the rows of x [n, d]. Throws RangeError where there are none. */
export function columnMeans(x: Float64Array | Float32Array, width: number): Float64Array {
  const count = x.length / width;
  if (!Number.isInteger(count) || count === 0) throw new RangeError("no whole rows to average");
  const means = new Float64Array(width);
  for (let at = 0; at < x.length; at += width) {
    for (let j = 0; j < width; j++) means[j] = (means[j] as number) + (x[at + j] as number);
  }
  return means.map((sum) => sum / count);
}

/** target ← target + scale · Σ row rowᵀ over the rows of x [n, d]. */
export function addOuterProducts(
  target: Float64Array,
  x: Float64Array,
  width: number,
  scale = 1,
): void {
  const count = x.length / width;
  // Four rows in one pass over the target: it is too large for the fast caches.
  let r = 0;
  for (; r + 3 < count; r += 4) addFour(target, x, r * width, width, scale);
  for (; r < count; r++) addOne(target, x, r * width, width, scale);
}

function addFour(t: Float64Array, x: Float64Array, at: number, d: number, scale: number): void {
  const [b, c, e] = [at + d, at + 2 * d, at + 3 * d];
  for (let i = 0; i < d; i++) {
    const x0 = scale * (x[at + i] as number);
    const x1 = scale * (x[b + i] as number);
    const x2 = scale * (x[c + i] as number);
    const x3 = scale * (x[e + i] as number);
    const row = i * d;
    for (let j = 0; j <= i; j++) {
      t[row + j] =
        (t[row + j] as number) +
        (x0 * (x[at + j] as number) + x1 * (x[b + j] as number)) +
        (x2 * (x[c + j] as number) + x3 * (x[e + j] as number));
    }
  }
}

function addOne(t: Float64Array, x: Float64Array, at: number, d: number, scale: number): void {
  for (let i = 0; i < d; i++) {
    const xi = scale * (x[at + i] as number);
    const row = i * d;
    for (let j = 0; j <= i; j++) t[row + j] = (t[row + j] as number) + xi * (x[at + j] as number);
  }
}

/** Sum of the diagonal. */
export function trace(matrix: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += matrix[i * width + i] as number;
  return sum;
}

/** uᵀ A u. */
export function quadraticForm(matrix: Float64Array, u: Float64Array | Float32Array): number {
  const d = u.length;
  let sum = 0;
  for (let i = 0; i < d; i++) {
    const below = dot(matrix, u, i, i * d, 0);
    const ui = u[i] as number;
    sum += ui * (2 * below + (matrix[i * d + i] as number) * ui);
  }
  return sum;
}
