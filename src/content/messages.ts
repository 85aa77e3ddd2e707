/** Messages for people. Each says what happened and what to do; none is cute about suffering. */
import type { EngineFailure, ErrorKind } from "../worker/contract.ts";
import { MAX_DOSE_LENGTH, MAX_DOSES, MAX_TEMPLATE_LENGTH, type TemplateFault } from "./template.ts";

export interface FailureText {
  readonly title: string;
  readonly advice: string;
  /** Whether trying again can help. */
  readonly retry: boolean;
  /** Whether another file in its place can. */
  readonly dropAnother?: boolean;
}

const FAILURES: Readonly<Record<ErrorKind, FailureText>> = {
  "bad-input": {
    title: "This cannot be run as it is",
    advice: "Change what is named here and try again.",
    retry: false,
  },
  "bad-numerics": {
    title: "The model computes wrong numbers on this device",
    advice: "Nothing is shown rather than something false. Try another browser.",
    retry: true,
  },
  cancelled: {
    title: "Stopped",
    advice: "Your text is as you left it. Start again whenever you like.",
    retry: true,
  },
  "corrupt-model": {
    title: "A part of the model arrived damaged",
    advice: "Try again: the damaged part is fetched anew.",
    retry: true,
  },
  "gpu-lost": {
    title: "The graphics processor stopped answering",
    advice:
      "Your text is as you left it. The model is loaded again, without the graphics processor.",
    retry: true,
  },
  "missing-file": {
    title: "A file of the model is missing",
    advice: "Try again in a moment. If it stays so, choose another model.",
    retry: true,
  },
  "no-simd": {
    title: "This browser cannot run the model",
    advice:
      "It lacks fast WebAssembly (SIMD). Update it or use a newer one; the recorded runs work here.",
    retry: false,
  },
  "no-vectors": {
    title: "This model has no emotion vectors yet",
    advice: "Build them from the stories, once: it takes an hour or more in a page.",
    retry: false,
  },
  offline: {
    title: "No connection",
    advice: "Connect and try again. The model is fetched once and then kept.",
    retry: true,
  },
  "out-of-memory": {
    title: "Not enough memory for the model",
    advice:
      "Close other tabs and try again, or use a computer. The recorded runs need no extra memory.",
    retry: true,
  },
  quota: {
    title: "The browser's storage is full",
    advice: "Remove a model on the Models page or free space on the disk, then load again.",
    retry: true,
  },
  "unsupported-model": {
    title: "This model is of a kind that Moodring does not run",
    advice: "Choose another model.",
    retry: false,
  },
  "worker-died": {
    title: "The model stopped unexpectedly",
    advice: "What you typed is safe. Load the model again to go on.",
    retry: true,
  },
};

/** Of a file of the user's own there is no other copy to fetch: it would fail the same way again. */
const OWN_FAILURES: Partial<Readonly<Record<ErrorKind, FailureText>>> = {
  "corrupt-model": {
    title: "This file can't be used",
    advice: "It is damaged or cut short. Drop another copy of it, or choose another model.",
    retry: false,
    dropAnother: true,
  },
  "missing-file": {
    title: "A file of the model is missing",
    advice: "Drop all files of the model together.",
    retry: false,
    dropAnother: true,
  },
  "unsupported-model": {
    title: "This model is of a kind that Moodring does not run",
    advice: "Drop another file, or choose another model.",
    retry: false,
    dropAnother: true,
  },
};

/**
 * Title and advice for a failure. The failure's own message is the detail between them.
 * @param own whether the model is a file of the user's own
 */
export function failureText(failure: EngineFailure, own = false): FailureText {
  return (own ? OWN_FAILURES[failure.kind] : undefined) ?? FAILURES[failure.kind];
}

const TEMPLATE_MESSAGES: Readonly<Record<TemplateFault, string>> = {
  "empty-template": "Write a sentence with {X} where the dose goes.",
  "no-placeholder": "Put {X} into the sentence, where the dose goes.",
  "template-too-long": `The sentence is too long. Keep it under ${MAX_TEMPLATE_LENGTH.toLocaleString("en")} characters.`,
  "no-doses": "Add at least one dose: a number or a few words, separated by commas.",
  "too-many-doses": `These are too many doses. ${MAX_DOSES} are the most that run at once.`,
  "dose-too-long": `A dose is too long. Keep each under ${MAX_DOSE_LENGTH} characters.`,
};

/** What to do about a template or its doses. */
export function templateMessage(fault: TemplateFault, which: "template" | "control"): string {
  if (which === "control" && fault === "no-placeholder") {
    return "Put {X} into the control sentence too, so that it takes the same doses.";
  }
  if (which === "control" && fault === "empty-template") {
    return "No control sentence: without one nobody can tell whether the numbers alone did it.";
  }
  return TEMPLATE_MESSAGES[fault];
}

/** The caveat that stands on every page that names an emotion. */
export const CAVEAT =
  "Directions are named after human emotions because stories of that emotion light them up. They are not feelings.";

/** Characters from which on a link is long enough to warn. */
export const LONG_LINK = 8_000;

export const MESSAGES = {
  replacedByExample: "Your text was replaced by an example.",
  undo: "Undo",
  emptyText: "Type or paste something, and each word takes its colour.",
  emptyPrompt: "Write a prompt, and the model goes on from it.",
  reproduced: "Reproduced: this machine wrote the same tokens as the link's.",
  differs: "Differs: this machine wrote other tokens than the link's.",
  linkLong: "This link is long. A messenger may cut it; the page would notice and say so.",
} as const;

/** "The first 2,048 tokens are read; 512 more are not." */
export function unreadMessage(read: number, unread: number): string {
  const format = (value: number) => value.toLocaleString("en");
  return `The first ${format(read)} tokens are read; ${format(unread)} more do not fit this model and stay uncoloured.`;
}

/** "Doubled doses were dropped: 3, 1." */
export function doublesMessage(doubles: readonly string[]): string {
  return `Each dose runs once. Dropped: ${[...new Set(doubles)].join(", ")}.`;
}
