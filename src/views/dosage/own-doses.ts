/** The doses field of the user's own sentence: what is typed, what runs, what to say about it. */
import { doublesMessage } from "../../content/messages.ts";
import { parseDoses } from "../../content/template.ts";
import { doubledDoses, unsortedDoses } from "./dose-order.ts";

/** Doses as text for the field: parsing it gives the same doses back. */
export function formatDoses(doses: readonly string[]): string {
  if (!doses.some((dose) => /[,;]/.test(dose))) return doses.join(", ");
  if (doses.length === 1 && !doses[0]?.includes(";")) return `${doses[0]};`;
  return doses.join("\n");
}

/** Whether a text in the field stands for these doses, so that it may stay as it was typed. */
export function meansDoses(text: string, doses: readonly string[]): boolean {
  const parsed = parseDoses(text).doses;
  return parsed.length === doses.length && parsed.every((dose, at) => dose === doses[at]);
}

/** What to say about doses that run, but not quite as typed: doubles dropped, order changed. */
export function doseNotes(text: string): readonly string[] {
  const { doses, doubles } = parseDoses(text);
  const notes: string[] = [];
  if (doubles.length > 0) notes.push(doublesMessage(doubles));
  const same = doubledDoses(doses);
  if (same.length > 0) notes.push(`These are the same number: ${same.join(", ")}.`);
  if (unsortedDoses(doses)) {
    notes.push("Not in order: numbers are drawn and ranked from low to high.");
  }
  return notes;
}
