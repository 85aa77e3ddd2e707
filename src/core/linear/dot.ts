/** Inner products, the loop that everything else here spends its time in. */

type Numbers = Float64Array | Float32Array;

/** Σ a[i] · b[i] over `length` numbers from `atA` and `atB`. Four sums, so that additions need not wait for each other. */
export function dot(a: Numbers, b: Numbers, length = a.length, atA = 0, atB = 0): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (a[atA + i] as number) * (b[atB + i] as number);
    s1 += (a[atA + i + 1] as number) * (b[atB + i + 1] as number);
    s2 += (a[atA + i + 2] as number) * (b[atB + i + 2] as number);
    s3 += (a[atA + i + 3] as number) * (b[atB + i + 3] as number);
  }
  for (; i < length; i++) s0 += (a[atA + i] as number) * (b[atB + i] as number);
  return s0 + s1 + (s2 + s3);
}

/** Euclidean length. */
export function norm(a: Numbers): number {
  return Math.sqrt(dot(a, a));
}

/** The vector over its length. Throws RangeError for a vector that has none. */
export function unit(a: Numbers): Float64Array {
  const length = norm(a);
  if (!(length > 0)) throw new RangeError("a vector of length 0 has no direction");
  return Float64Array.from(a, (v) => v / length);
}

/** Cosine of the angle between two vectors, −1 … 1. NaN where one has length 0. */
export function cosine(a: Numbers, b: Numbers): number {
  return Math.max(-1, Math.min(1, dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
}
