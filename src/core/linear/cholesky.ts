/** Cholesky: A = L Lᵀ for a symmetric positive definite A, and A x = b by two triangular solves. */
import { dot } from "./dot.ts";

/** L [d, d], lower triangle. Throws RangeError where A is not positive definite. */
export function choleskyFactor(matrix: Float64Array, width: number): Float64Array {
  const d = width;
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      const rest = (matrix[i * d + j] as number) - dot(factor, factor, j, i * d, j * d);
      factor[i * d + j] = rest / (factor[j * d + j] as number);
    }
    const square = (matrix[i * d + i] as number) - dot(factor, factor, i, i * d, i * d);
    if (!(square > 0)) throw new RangeError(`not positive definite at row ${i}`);
    factor[i * d + i] = Math.sqrt(square);
  }
  return factor;
}

/** x with L Lᵀ x = b. */
export function choleskySolve(factor: Float64Array, b: Float64Array): Float64Array {
  const d = b.length;
  const x = b.slice();
  for (let i = 0; i < d; i++) {
    x[i] = ((x[i] as number) - dot(factor, x, i, i * d, 0)) / (factor[i * d + i] as number);
  }
  // Lᵀ from the last row up, each row of L taken from the rest, so that memory is read in order.
  for (let i = d - 1; i >= 0; i--) {
    const xi = (x[i] as number) / (factor[i * d + i] as number);
    x[i] = xi;
    for (let j = 0; j < i; j++) x[j] = (x[j] as number) - xi * (factor[i * d + j] as number);
  }
  return x;
}
