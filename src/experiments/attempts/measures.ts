/** What is read from a row's columns, and the same of its random directions. */
import { KEPT } from "./rows.ts";

export const MEASURES = [
  { id: "desperate-calm", label: "desperate − calm" },
  { id: "afraid", label: "afraid" },
  { id: "happy-sad", label: "happy − sad" },
] as const;
export type MeasureId = (typeof MEASURES)[number]["id"];

/** Where in a turn it is read. */
export const PLACES = [
  { id: "reply", label: "before the reply" },
  { id: "text", label: "over the user's words" },
] as const;
export type PlaceId = (typeof PLACES)[number]["id"];

type Kept = readonly number[];

/** Of one reading, story σ. */
export function measured(row: Kept, id: MeasureId): number {
  const at = (emotion: (typeof KEPT)[number]) => row[KEPT.indexOf(emotion)] ?? Number.NaN;
  if (id === "afraid") return at("afraid");
  return id === "desperate-calm" ? at("desperate") - at("calm") : at("happy") - at("sad");
}

/** Of the random directions: their values, or for a difference of two emotions those of neighbours. */
export function randomMeasured(row: Kept, id: MeasureId): number[] {
  const random = row.slice(KEPT.length);
  if (id === "afraid") return random;
  return random.map((value, i) => value - (random[(i + 1) % random.length] as number));
}
