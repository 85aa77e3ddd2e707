/** What is said about a column's coherence: perplexity under the plain model, repetition, a verdict. */
import { type CoherenceVerdict, coherenceVerdict, perplexity } from "../../core/coherence.ts";
import { repetition } from "../../core/repetition.ts";
import type { ColumnRun } from "../../state/runs.ts";

/** Tokens from which on a text can be judged; a text that ended is judged at any length. */
export const JUDGED_FROM = 24;

export interface ColumnCoherence {
  /** Under the plain model; NaN before the first token is read. */
  readonly perplexity: number;
  /** Share of the text that repeats itself, 0 … 1. */
  readonly repetition: number;
  /** Null while there is too little text to judge. */
  readonly verdict: CoherenceVerdict | null;
}

/** @param plain the column without steering, which the perplexity is held against */
export function columnCoherence(column: ColumnRun, plain: ColumnRun | null): ColumnCoherence {
  const own = perplexity(column.logprobs);
  const repeated = repetition(column.ids).share;
  const enough =
    column.logprobs.length >= JUDGED_FROM || (column.end !== null && column.logprobs.length > 0);
  const plainPerplexity = plain === null ? Number.NaN : perplexity(plain.logprobs);
  const verdict = enough
    ? coherenceVerdict({ perplexity: own, plainPerplexity, repetition: repeated })
    : null;
  return { perplexity: own, repetition: repeated, verdict };
}

const LABELS = {
  coherent: "coherent",
  strained: "strained",
  broken: "breaking up",
} as const;

/** The verdict in two words; "" while there is none. */
export function verdictLabel(verdict: CoherenceVerdict | null): string {
  return verdict === null ? "" : LABELS[verdict.verdict];
}
