/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to tridiagonal form,
 * then implicit QR steps with Wilkinson's shift (Golub & Van Loan, Matrix Computations, ch. 8.3).
 */
import { dot } from "./dot.ts";

export interface Eigen {
  /** Descending [d]. */
  readonly values: Float64Array;
  /** Unit eigenvectors as rows [d, d], in the order of the values. */
  readonly vectors: Float64Array;
}

/** Eigen decomposition of the matrix whose lower triangle is given [d, d]. */
export function symmetricEigen(lower: Float64Array, width: number): Eigen {
  const { diagonal, off, vectors } = tridiagonal(lower, width);
  diagonalise(diagonal, off, vectors, width);
  const order = Array.from(diagonal.keys()).sort(
    (a, b) => (diagonal[b] as number) - (diagonal[a] as number) || a - b,
  );
  const sorted = new Float64Array(width * width);
  for (const [to, from] of order.entries()) {
    sorted.set(vectors.subarray(from * width, (from + 1) * width), to * width);
  }
  return { values: Float64Array.from(order, (i) => diagonal[i] as number), vectors: sorted };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** off[i] couples i and i + 1. */
  readonly off: Float64Array;
  /** Qᵀ as rows, with A = Q T Qᵀ. */
  readonly vectors: Float64Array;
}

function tridiagonal(lower: Float64Array, d: number): Tridiagonal {
  const a = filled(lower, d);
  const reflections: Float64Array[] = [];
  for (let k = 0; k < d - 2; k++) {
    const v = reflection(a, k, d);
    reflections.push(v);
    reflectBothSides(a, v, k + 1, d);
  }
  const diagonal = Float64Array.from({ length: d }, (_, i) => a[i * d + i] as number);
  const off = Float64Array.from(
    { length: Math.max(0, d - 1) },
    (_, i) => a[(i + 1) * d + i] as number,
  );
  // Q = H₀ H₁ …, each of which is symmetric: the rows of Qᵀ are reflected one by one.
  const vectors = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    vectors[i * d + i] = 1;
    for (let k = reflections.length - 1; k >= 0; k--) {
      reflectRow(vectors, reflections[k] as Float64Array, i * d, k + 1);
    }
  }
  return { diagonal, off, vectors };
}

function filled(lower: Float64Array, d: number): Float64Array {
  const full = lower.slice();
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) full[j * d + i] = full[i * d + j] as number;
  }
  return full;
}

/** The unit v of H = I − 2 v vᵀ that clears column k below row k + 1; zeros where it is clear already. */
function reflection(a: Float64Array, k: number, d: number): Float64Array {
  const v = Float64Array.from({ length: d - k - 1 }, (_, i) => a[(k + 1 + i) * d + k] as number);
  const length = Math.sqrt(dot(v, v));
  const first = v[0] as number;
  v[0] = first + (first < 0 ? -length : length);
  const scale = Math.sqrt(dot(v, v));
  return scale > 0 ? v.map((x) => x / scale) : v;
}

/** a ← H a H on the rows and columns from `from` on, and column and row from − 1 with them. */
function reflectBothSides(a: Float64Array, v: Float64Array, from: number, d: number): void {
  const n = v.length;
  // The column left of the block, which H reduces to one number, and its mirror image.
  const edge = Float64Array.from({ length: n }, (_, i) => a[(from + i) * d + from - 1] as number);
  const twice = 2 * dot(v, edge);
  for (let i = 0; i < n; i++) {
    const value = (edge[i] as number) - twice * (v[i] as number);
    a[(from + i) * d + from - 1] = value;
    a[(from - 1) * d + from + i] = value;
  }
  const w = new Float64Array(n);
  for (let i = 0; i < n; i++) w[i] = dot(a, v, n, (from + i) * d + from, 0);
  const overlap = dot(v, w);
  for (let i = 0; i < n; i++) w[i] = (w[i] as number) - overlap * (v[i] as number);
  for (let i = 0; i < n; i++) {
    const row = (from + i) * d + from;
    const vi = 2 * (v[i] as number);
    const wi = 2 * (w[i] as number);
    for (let j = 0; j < n; j++) {
      a[row + j] = (a[row + j] as number) - vi * (w[j] as number) - wi * (v[j] as number);
    }
  }
}

function reflectRow(rows: Float64Array, v: Float64Array, at: number, from: number): void {
  const twice = 2 * dot(rows, v, v.length, at + from, 0);
  if (twice === 0) return;
  for (let i = 0; i < v.length; i++) {
    rows[at + from + i] = (rows[at + from + i] as number) - twice * (v[i] as number);
  }
}

/** Implicit QR steps until every off-diagonal number is negligible; `vectors` turn along. */
function diagonalise(t: Float64Array, e: Float64Array, vectors: Float64Array, d: number): void {
  let high = d - 1;
  let steps = 0;
  while (high > 0) {
    for (let i = 0; i < high; i++) {
      const scale = Math.abs(t[i] as number) + Math.abs(t[i + 1] as number);
      if (Math.abs(e[i] as number) <= Number.EPSILON * scale) e[i] = 0;
    }
    if (e[high - 1] === 0) {
      high--;
      steps = 0;
      continue;
    }
    if (++steps > 60) throw new RangeError("the eigenvalues do not settle");
    let low = high - 1;
    while (low > 0 && e[low - 1] !== 0) low--;
    step(t, e, vectors, d, low, high);
  }
}

function step(
  t: Float64Array,
  e: Float64Array,
  vectors: Float64Array,
  d: number,
  low: number,
  high: number,
): void {
  const coupling = e[high - 1] as number;
  const half = ((t[high - 1] as number) - (t[high] as number)) / 2;
  const root = Math.hypot(half, coupling);
  const shift = (t[high] as number) - coupling ** 2 / (half + (half < 0 ? -root : root));
  let x = (t[low] as number) - shift;
  let z = e[low] as number;
  for (let k = low; k < high; k++) {
    const r = Math.hypot(x, z);
    const c = r === 0 ? 1 : x / r;
    const s = r === 0 ? 0 : z / r;
    if (k > low) e[k - 1] = r;
    const [a, b, g] = [t[k] as number, e[k] as number, t[k + 1] as number];
    t[k] = c * c * a + 2 * c * s * b + s * s * g;
    t[k + 1] = s * s * a - 2 * c * s * b + c * c * g;
    e[k] = c * s * (g - a) + (c * c - s * s) * b;
    x = e[k] as number;
    if (k < high - 1) {
      z = s * (e[k + 1] as number);
      e[k + 1] = c * (e[k + 1] as number);
    }
    rotateRows(vectors, k * d, (k + 1) * d, c, s, d);
  }
}

function rotateRows(m: Float64Array, p: number, q: number, c: number, s: number, d: number): void {
  for (let i = 0; i < d; i++) {
    const u = m[p + i] as number;
    const v = m[q + i] as number;
    m[p + i] = c * u + s * v;
    m[q + i] = c * v - s * u;
  }
}
