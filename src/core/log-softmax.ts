/** Log-probabilities from logits, in nats, shifted by the maximum so that nothing overflows. */

/** Logits that name no distribution: a NaN among them, or nothing that is finite. */
export class BadLogits extends Error {
  override readonly name = "BadLogits";
}

/** log Σ exp(logit). −∞ entries count as impossible. Throws BadLogits. */
export function logSumExp(logits: ArrayLike<number>): number {
  let max = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i] as number;
    if (Number.isNaN(value)) throw new BadLogits(`logit ${i} is not a number`);
    if (value > max) max = value;
  }
  if (!Number.isFinite(max)) throw new BadLogits(`the largest logit is ${max}`);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp((logits[i] as number) - max);
  return max + Math.log(sum);
}

/** Log-probability of one id. Throws BadLogits, or RangeError for an id outside the vocabulary. */
export function logSoftmaxAt(logits: ArrayLike<number>, id: number): number {
  const value = logits[id];
  if (value === undefined) throw new RangeError(`token ${id} is not in the vocabulary`);
  return value - logSumExp(logits);
}
