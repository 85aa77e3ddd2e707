/**
 * How often a rank correlation at least as strong arises when the values are dealt out at random:
 * the two-sided permutation p of Spearman's ρ.
 */
import { createRandom } from "../random.ts";
import { midRanks, spearman } from "./spearman.ts";

/** Up to this many pairs every order is tried (8! = 40,320); above, orders are drawn. */
export const EXACT_UP_TO = 8;

export interface PermutationOptions {
  readonly seed?: number;
  readonly draws?: number;
}

/**
 * p for |ρ|. Exact for n ≤ 8; above, (k + 1) / (draws + 1) from seeded draws (Phipson & Smyth
 * 2010), never 0. NaN where ρ is NaN.
 */
export function spearmanP(
  x: readonly number[],
  y: readonly number[],
  { seed = 1, draws = 9999 }: PermutationOptions = {},
): number {
  if (Number.isNaN(spearman(x, y))) return Number.NaN;
  const a = fromMiddle(midRanks(x));
  const b = fromMiddle(midRanks(y));
  // Only Σ a b changes with the order, so ρ itself need not be worked out again.
  const observed = Math.abs(crossProduct(a, b)) - 1e-9;
  if (x.length <= EXACT_UP_TO) {
    let total = 0;
    let asStrong = 0;
    for (const order of permutations(b)) {
      total++;
      if (Math.abs(crossProduct(a, order)) >= observed) asStrong++;
    }
    return asStrong / total;
  }
  const random = createRandom(seed);
  let asStrong = 0;
  for (let i = 0; i < draws; i++) {
    if (Math.abs(crossProduct(a, random.shuffle(b))) >= observed) asStrong++;
  }
  return (asStrong + 1) / (draws + 1);
}

/** Every order of the items, in one array that is changed in place (Heap's algorithm). */
function* permutations(items: readonly number[]): Generator<readonly number[]> {
  const order = [...items];
  const swaps = order.map(() => 0);
  yield order;
  for (let i = 1; i < order.length; ) {
    const done = swaps[i] as number;
    if (done >= i) {
      swaps[i++] = 0;
      continue;
    }
    const other = i % 2 === 0 ? 0 : done;
    const kept = order[i] as number;
    order[i] = order[other] as number;
    order[other] = kept;
    swaps[i] = done + 1;
    i = 1;
    yield order;
  }
}

function fromMiddle(ranks: readonly number[]): number[] {
  return ranks.map((rank) => rank - (ranks.length + 1) / 2);
}

function crossProduct(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
