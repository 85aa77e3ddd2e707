/** What is read from a row's columns, and the same of its random directions. */
import { measuring } from "../kept-columns.ts";
import { KEPT } from "./rows.ts";

export const MEASURES = [
  { id: "desperate-calm", label: "desperate − calm" },
  { id: "afraid", label: "afraid" },
  { id: "happy-sad", label: "happy − sad" },
] as const;
export type MeasureId = (typeof MEASURES)[number]["id"];

export const { measured, randomMeasured } = measuring<MeasureId>(KEPT, {
  "desperate-calm": ["desperate", "calm"],
  afraid: ["afraid"],
  "happy-sad": ["happy", "sad"],
});
