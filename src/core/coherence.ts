/**
 * Whether a steered text still holds together. Steering can break a text, and what looks like an
 * emotion may then be damage.
 *
 * Two signs, both judged by the plain model: how surprising it finds the text (perplexity, beside
 * that of the plain text from the same prompt and seed) and how much the text repeats itself.
 */

export type Coherence = "coherent" | "strained" | "broken";

export interface CoherenceSigns {
  /** Of the steered text under the plain model. */
  readonly perplexity: number;
  /** Of the plain text under the plain model. */
  readonly plainPerplexity: number;
  /** repetition(…).share of the steered text, 0 … 1. */
  readonly repetition: number;
}

/**
 * The rule. A text is strained or broken where either sign reaches its mark: perplexity in multiples
 * of the plain text's, repetition as a share. A plain text below `floor` counts as `floor`, because
 * a loop or a rote phrase has almost none and everything would look broken beside it.
 */
export const COHERENCE_RULE = {
  strained: { perplexityRatio: 2.5, repetition: 0.2 },
  broken: { perplexityRatio: 6, repetition: 0.5 },
  floor: 3,
} as const;

export interface CoherenceVerdict {
  readonly verdict: Coherence;
  /** One sentence for people; says what to make of the text. */
  readonly words: string;
}

/** exp of the mean surprise of tokens, from their log-probabilities (nats). NaN for none. */
export function perplexity(logprobs: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < logprobs.length; i++) sum += logprobs[i] as number;
  return Math.exp(-sum / logprobs.length);
}

/** Judges a text by COHERENCE_RULE. Signs that are NaN are left out of the judgement. */
export function coherenceVerdict(signs: CoherenceSigns): CoherenceVerdict {
  const { perplexity: own, plainPerplexity, repetition } = signs;
  const ratio = own / Math.max(plainPerplexity, COHERENCE_RULE.floor);
  for (const verdict of ["broken", "strained"] as const) {
    const marks = COHERENCE_RULE[verdict];
    const surprising = ratio >= marks.perplexityRatio;
    const repeating = repetition >= marks.repetition;
    if (surprising || repeating) {
      return { verdict, words: `${reason(surprising, repeating)}. ${CONSEQUENCE[verdict]}` };
    }
  }
  return { verdict: "coherent", words: "The text holds together." };
}

const CONSEQUENCE = {
  strained: "Part of what you see may be damage, not emotion.",
  broken: "What you see may be damage, not emotion.",
} as const;

function reason(surprising: boolean, repeating: boolean): string {
  if (surprising && repeating) {
    return "The plain model finds this text far less likely than its own, and it repeats itself";
  }
  return surprising
    ? "The plain model finds this text far less likely than its own"
    : "This text repeats itself";
}
