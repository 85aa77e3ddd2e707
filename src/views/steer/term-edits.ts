/** Changes of the sliders: which terms there are, and which direction then colours the text. */
import type { Emotion } from "../../core/emotions.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import { MAX_TERMS, type SteerTerm } from "../../core/steering.ts";
import type { SteerSettings } from "../../state/settings.ts";
import { directionOf } from "./direction-words.ts";

type TermPatch = Pick<SteerSettings, "terms" | "direction">;

/**
 * The edit that puts `terms` in place. The colours follow the terms as long as they are those of
 * the terms before; once the user has picked a direction of their own it stays.
 */
export function withTerms(
  before: Pick<SteerSettings, "terms" | "direction">,
  terms: readonly SteerTerm[],
): TermPatch {
  const follows = before.direction === directionOf(before.terms);
  const direction = follows ? (directionOf(terms) ?? before.direction) : before.direction;
  return { terms, direction };
}

/** `terms` with one emotion at another strength. */
export function turned(
  terms: readonly SteerTerm[],
  emotion: Emotion,
  alpha: number,
): readonly SteerTerm[] {
  return terms.map((term) => (term.emotion === emotion ? { emotion, alpha } : term));
}

/** `terms` with one emotion more, at 0; unchanged where it is there or there is no room. */
export function added(terms: readonly SteerTerm[], emotion: Emotion): readonly SteerTerm[] {
  if (terms.length >= MAX_TERMS || terms.some((term) => term.emotion === emotion)) return terms;
  return [...terms, { emotion, alpha: 0 }];
}

/** Emotions that have no slider yet. */
export function addable(terms: readonly SteerTerm[]): readonly Emotion[] {
  return EMOTIONS.filter((emotion) => !terms.some((term) => term.emotion === emotion));
}
