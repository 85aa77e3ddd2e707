/** Spearman's rank correlation. */

/** Ranks 1 … n; equal values share the mean of their ranks. */
export function midRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (
      to + 1 < order.length &&
      values[order[to + 1] as number] === values[order[from] as number]
    )
      to++;
    for (let i = from; i <= to; i++) ranks[order[i] as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/**
 * ρ: the correlation of mid-ranks, −1 … 1. NaN for fewer than two pairs, for a NaN among them, and
 * where one list does not vary. Throws RangeError for lists of different length.
 */
export function spearman(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) throw new RangeError("the lists differ in length");
  if ([...x, ...y].some(Number.isNaN)) return Number.NaN;
  return pearson(midRanks(x), midRanks(y));
}

/** Pearson's r. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const a = centred(x);
  const b = centred(y);
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread > 0 ? Math.max(-1, Math.min(1, product(a, b) / spread)) : Number.NaN;
}

function centred(values: readonly number[]): number[] {
  const middle = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map((v) => v - middle);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
}
