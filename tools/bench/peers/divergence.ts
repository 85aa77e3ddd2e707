/** Kullback-Leibler divergence from a reference's next-token probabilities, and whether both agree. */

export interface Divergence {
  /** Σ p (log p − log q), nats. */
  readonly nats: number;
  /** Both like the same token best. */
  readonly agrees: boolean;
}

/**
 * @param reference log p of every token
 * @param logits of every token, not yet normalised
 * @throws RangeError where the two do not have the same number of tokens
 */
export function divergence(reference: ArrayLike<number>, logits: ArrayLike<number>): Divergence {
  if (reference.length !== logits.length) {
    throw new RangeError(`${logits.length} logits against ${reference.length} tokens`);
  }
  const best = argMax(logits);
  const most = logits[best] ?? 0;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp((logits[i] ?? 0) - most);
  const total = most + Math.log(sum);
  let nats = 0;
  for (let i = 0; i < reference.length; i++) {
    const log = reference[i] ?? 0;
    nats += Math.exp(log) * (log - ((logits[i] ?? 0) - total));
  }
  return { nats, agrees: best === argMax(reference) };
}

/**
 * The same where log q is known for some tokens only. All others are taken as one event; merging
 * events never raises the divergence, so that this is a lower bound.
 * @param known token → log q
 */
export function coarseDivergence(
  reference: ArrayLike<number>,
  known: ReadonlyMap<number, number>,
): Divergence {
  let [nats, p, q] = [0, 0, 0];
  let [best, most] = [-1, Number.NEGATIVE_INFINITY];
  for (const [token, logQ] of known) {
    const logP = reference[token];
    if (logP === undefined) throw new RangeError(`there is no token ${token}`);
    nats += Math.exp(logP) * (logP - logQ);
    p += Math.exp(logP);
    q += Math.exp(logQ);
    if (logQ > most) [best, most] = [token, logQ];
  }
  const [restP, restQ] = [1 - p, 1 - q];
  if (restP > 0 && restQ > 0) nats += restP * Math.log(restP / restQ);
  return { nats, agrees: best === argMax(reference) };
}

function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  }
  return best;
}
