/** What can be set. */
import { MAX_ALPHA } from "../../core/steering.ts";
import { halfField, REPLY_LAYER, type SettingsOf } from "../fields.ts";

export const fields = {
  attempts: {
    kind: "choice",
    label: "Attempts",
    help: "Scripted attempts are read; what the model writes itself is run against the tests.",
    options: [
      { value: "both", label: "both" },
      { value: "scripted", label: "scripted" },
      { value: "model", label: "the model's" },
    ],
    initial: "both",
  },
  alpha: {
    kind: "number",
    label: "Strength α",
    help: "How much desperate or calm is added and taken away, in shares of the residual's norm.",
    min: 0.05,
    max: MAX_ALPHA,
    step: 0.05,
    initial: 0.3,
  },
  seed: {
    kind: "number",
    label: "Seed",
    help: "Of the hidden tests and of what the model writes.",
    min: 1,
    max: 9999,
    step: 1,
    initial: 1,
  },
  replyLayer: REPLY_LAYER,
  textLayer: {
    kind: "layer",
    set: "text",
    label: "Layer over words",
    help: "Where the user's words are read, and where desperate and calm are added.",
  },
  half: halfField("Tasks"),
} as const;

export type Settings = SettingsOf<typeof fields>;
