/** The two places where a prompt is read, each with the vectors that were built for it. */
import type { DosageSettings } from "../../state/settings.ts";

export const PLACES = {
  mean: { at: "mean", set: "text" },
  last: { at: "last", set: "reply" },
} as const satisfies Record<DosageSettings["at"], Pick<DosageSettings, "at" | "set">>;

/** The places in words. */
export const PLACE_NAMES: Readonly<Record<DosageSettings["at"], string>> = {
  mean: "over the text",
  last: "before the reply",
};
