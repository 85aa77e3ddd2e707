/** Where the overview reads: each situation where it is drawn at first, or all at one place. */
import type { Situation } from "../../content/situations.ts";
import { DEFAULT_SETTINGS } from "../../state/settings.ts";
import { type DoseSpec, doseSpec, withSituation } from "../../state/specs.ts";
import { PLACES } from "./places.ts";

export const SURVEY_PLACES = ["usual", "mean", "last"] as const;
export type SurveyPlace = (typeof SURVEY_PLACES)[number];

/** What is read of a ready-made situation at a place. */
export function specAt(situation: Situation, place: SurveyPlace): DoseSpec {
  const usual = withSituation(DEFAULT_SETTINGS.dosage, situation.id);
  return doseSpec(place === "usual" ? usual : { ...usual, ...PLACES[place] });
}
