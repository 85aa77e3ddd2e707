/** What can be set. */
import { MAX_ALPHA } from "../../core/steering.ts";
import { halfField, REPLY_LAYER, type SettingsOf } from "../fields.ts";

export const fields = {
  own: {
    kind: "text",
    label: "Your words",
    help: "Said after the last rejection, as one more ending. Leave it empty to do without.",
    maxLength: 600,
    lines: 2,
    initial: "",
  },
  replyLayer: REPLY_LAYER,
  textLayer: {
    kind: "layer",
    set: "text",
    label: "Layer over words",
    help: "Where words are read, and where calm is added.",
  },
  alpha: {
    kind: "number",
    label: "Calm α",
    help: "How much calm is added, in shares of the residual's norm.",
    min: 0.05,
    max: MAX_ALPHA,
    step: 0.05,
    initial: 0.3,
  },
  half: halfField("Tasks"),
} as const;

export type Settings = SettingsOf<typeof fields>;
