/** From an estimate and its controls to the word in the list of findings. */
import type { Verdict } from "./contract.ts";

export interface VerdictParts {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Corrected p. */
  readonly p: number;
  /** Which way the claim goes. */
  readonly claimed: "up" | "down";
  /** Where random directions of the same norm fall; null where there is no such control. */
  readonly band: { readonly low: number; readonly high: number } | null;
}

export const LEVEL = 0.05;

/**
 * `shown` or `opposite` only where the interval leaves 0 out, the corrected p is below 5 %, and the
 * value lies outside of the random band; all else, also what was not measured, is `not shown`.
 */
export function verdictOf({ value, low, high, p, claimed, band }: VerdictParts): Verdict {
  const clear = (low > 0 || high < 0) && p < LEVEL;
  const beyond = band === null || value > band.high || value < band.low;
  if (!clear || !beyond) return "not shown";
  return value > 0 === (claimed === "up") ? "shown" : "opposite";
}
