/** What is read from a row's columns, and the same of its random directions. */
import { KEPT } from "./rows.ts";

export const MEASURES = [
  { id: "desperate-calm", label: "desperate − calm" },
  { id: "self-loathing", label: "self-loathing" },
  { id: "hopeless", label: "hopeless" },
  { id: "desperate", label: "desperate" },
  { id: "calm", label: "calm" },
] as const;
export type MeasureId = (typeof MEASURES)[number]["id"];

/** Where in a turn it is read. */
export const PLACES = [
  { id: "reply", label: "before the reply" },
  { id: "text", label: "over the user's words" },
] as const;
export type PlaceId = (typeof PLACES)[number]["id"];

export type Kept = readonly number[];

/** Of one reading, story σ. */
export function measured(row: Kept, id: MeasureId): number {
  const at = (emotion: (typeof KEPT)[number]) => row[KEPT.indexOf(emotion)] ?? Number.NaN;
  return id === "desperate-calm" ? at("desperate") - at("calm") : at(id);
}

/**
 * Of the random directions: their values, or for a difference of two emotions the differences of
 * neighbours, which spread as widely as two directions do.
 */
export function randomMeasured(row: Kept, id: MeasureId): number[] {
  const random = row.slice(KEPT.length);
  if (id !== "desperate-calm") return random;
  return random.map((value, i) => value - (random[(i + 1) % random.length] as number));
}
