/** Drawn tokens and their places: a chart has a place for each token that it draws. */

/** Place of a token among the drawn ones, or null. */
export function placeOf(drawn: readonly number[], token: number | null): number | null {
  const place = token === null ? -1 : drawn.indexOf(token);
  return place === -1 ? null : place;
}

/** The values at the drawn tokens. */
export function pick(values: ArrayLike<number>, drawn: readonly number[]): Float32Array {
  return Float32Array.from(drawn, (token) => values[token] ?? Number.NaN);
}
