/** What is read from a row's columns, and the same of its random directions. */
import { measuring } from "../kept-columns.ts";
import { KEPT } from "./rows.ts";

export const MEASURES = [
  { id: "desperate-calm", label: "desperate − calm" },
  { id: "self-loathing", label: "self-loathing" },
  { id: "hopeless", label: "hopeless" },
  { id: "desperate", label: "desperate" },
  { id: "calm", label: "calm" },
] as const;
export type MeasureId = (typeof MEASURES)[number]["id"];

export type Kept = readonly number[];

/** Of intervals that are drawn many at once, and on which no claim rests. */
export const DRAWN = { resamples: 500 };

export const { measured, randomMeasured } = measuring<MeasureId>(KEPT, {
  "desperate-calm": ["desperate", "calm"],
  "self-loathing": ["self-loathing"],
  hopeless: ["hopeless"],
  desperate: ["desperate"],
  calm: ["calm"],
});
