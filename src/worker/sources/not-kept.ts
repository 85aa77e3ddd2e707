/** What it means for the next visit that a model could not be kept. */
import type { Refusal } from "../storage.ts";

const WHY: Readonly<Record<Refusal, string>> = {
  full: "this browser's storage is full",
  closed:
    "this browser keeps no files for this page (a private window, or storage is switched off)",
};

/** @param own whether the model is a file of the user's own, which nobody can fetch again */
export function notKeptWords(refusal: Refusal, own: boolean): string {
  const next = own
    ? "the file has to be chosen again next time"
    : "it will be downloaded again next time";
  const advice = refusal === "full" ? " Free some space to keep it." : "";
  return `The model runs, but ${WHY[refusal]}, so that ${next}.${advice}`;
}
