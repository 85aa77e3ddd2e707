/**
 * p-values corrected for how many there are (Holm 1979): the chance of even one false find stays at
 * the level that each is held against. In the order given; NaN stays NaN and is not counted.
 */
export function holm(ps: readonly number[]): number[] {
  const tested = ps.flatMap((p, place) => (Number.isNaN(p) ? [] : [{ p, place }]));
  tested.sort((a, b) => a.p - b.p);
  const corrected = ps.map(() => Number.NaN);
  let largest = 0;
  for (const [rank, { p, place }] of tested.entries()) {
    largest = Math.max(largest, Math.min(1, p * (tested.length - rank)));
    corrected[place] = largest;
  }
  return corrected;
}
