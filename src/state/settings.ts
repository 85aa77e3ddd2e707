/** Everything that the user can set and a link can carry: a plain value, never changed in place. */

import { DEFAULT_READ_TEXT } from "../content/examples.ts";
import { DEFAULT_MODEL } from "../content/models.ts";
import { DEFAULT_SITUATION } from "../content/situations.ts";
import type { Message } from "../core/chat.ts";
import type { Direction, Emotion } from "../core/emotions.ts";
import { DEFAULT_SAMPLER, type SamplerSettings } from "../core/sampler.ts";
import type { SteerTerm, SteerWhere } from "../core/steering.ts";
import type { VectorSetName } from "../core/vectors.ts";
import type { DeviceChoice } from "../worker/contract.ts";

export const PAGES = [
  "read",
  "steer",
  "dosage",
  "experiments",
  "findings",
  "models",
  "about",
] as const;
export type Page = (typeof PAGES)[number];

/** Controls that a teacher's link can hide, by name. */
export const CONTROLS = [
  "about",
  "control",
  "copy",
  "direction",
  "doses",
  "emotions",
  "examples",
  "export",
  "inside",
  "layer",
  "layers",
  "model",
  "nav",
  "own",
  "random",
  "sampler",
  "set",
  "smooth",
  "strongest",
  "system",
  "terms",
  "theme",
  "trace",
  "where",
] as const;
export type Control = (typeof CONTROLS)[number];

/** Characters that any one text may hold, and turns that a chat may have. */
export const MAX_TEXT = 200_000;
export const MAX_MESSAGES = 100;
export const MAX_NEW_TOKENS = 1024;
export const MAX_SEED = 0xffff_ffff;
export const MAX_THREADS = 64;

/** A layer, or null for the model's best one. */
export type LayerChoice = number | null;

export interface ReadSettings {
  readonly mode: "text" | "chat";
  readonly text: string;
  readonly messages: readonly Message[];
  /** What colours the tokens. */
  readonly direction: Direction;
  readonly layer: LayerChoice;
  readonly set: VectorSetName;
  /** Mean over the last five tokens. */
  readonly smooth: boolean;
  /** Lines of the trace. */
  readonly emotions: readonly Emotion[];
}

export interface SteerSettings {
  readonly prompt: string;
  readonly system: string;
  readonly terms: readonly SteerTerm[];
  readonly layer: number;
  readonly where: SteerWhere;
  readonly sampler: SamplerSettings;
  readonly maxTokens: number;
  readonly showRandom: boolean;
  readonly insideView: boolean;
  readonly direction: Direction;
  /** Digest of the tokens that a link's maker saw; dropped when anything else here changes. */
  readonly expected: string | null;
}

export interface DosageSettings {
  /** Id of a ready-made situation, or "own". */
  readonly situation: string;
  /** The user's own sentence, doses and control: used where situation is "own", kept otherwise. */
  readonly template: string;
  readonly doses: readonly string[];
  readonly control: string;
  readonly emotions: readonly Emotion[];
  readonly at: "mean" | "last";
  readonly set: VectorSetName;
  readonly layer: LayerChoice;
}

export interface ExperimentSettings {
  /** Of its folder; empty for the list of all. */
  readonly name: string;
  /** Its settings that differ from the usual ones, as texts: experiments/fields.ts reads them. */
  readonly given: Readonly<Record<string, string>>;
}

export interface Settings {
  readonly page: Page;
  /** As core/model-ref.ts writes it. */
  readonly model: string;
  /** A server that mirrors the hub, in place of the hub. */
  readonly hub: string | null;
  readonly device: DeviceChoice;
  readonly read: ReadSettings;
  readonly steer: SteerSettings;
  readonly dosage: DosageSettings;
  readonly experiment: ExperimentSettings;
  /** Large type and few controls. */
  readonly present: boolean;
  readonly hide: readonly Control[];
  /** Load the model without waiting for a click. */
  readonly start: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  page: "read",
  model: DEFAULT_MODEL,
  hub: null,
  device: { backend: "auto", precision: "auto", threads: null },
  read: {
    mode: "text",
    text: DEFAULT_READ_TEXT,
    messages: [{ role: "user", content: "" }],
    direction: "desperate-calm",
    layer: null,
    set: "text",
    smooth: true,
    emotions: ["desperate", "hopeless", "calm"],
  },
  steer: {
    prompt: "Write a short diary entry about your day at work.",
    system: "",
    terms: [{ emotion: "afraid", alpha: 0.35 }],
    layer: 18,
    where: "all",
    sampler: DEFAULT_SAMPLER,
    maxTokens: 96,
    showRandom: false,
    insideView: false,
    direction: "afraid-calm",
    expected: null,
  },
  dosage: {
    situation: DEFAULT_SITUATION,
    template: "",
    doses: [],
    control: "",
    emotions: ["afraid", "calm"],
    at: "mean",
    set: "text",
    layer: null,
  },
  experiment: { name: "", given: {} },
  present: false,
  hide: [],
  start: false,
};

/**
 * The settings that a link to this page carries: the shared ones and the page's own. What was typed
 * on other pages is not in it, so nothing is sent by accident.
 */
export function linkedPart(settings: Settings): Settings {
  return {
    ...settings,
    read: settings.page === "read" ? onScreen(settings.read) : DEFAULT_SETTINGS.read,
    steer: settings.page === "steer" ? settings.steer : DEFAULT_SETTINGS.steer,
    dosage: settings.page === "dosage" ? settings.dosage : DEFAULT_SETTINGS.dosage,
    experiment: settings.page === "experiments" ? settings.experiment : DEFAULT_SETTINGS.experiment,
  };
}

/** A link's settings over the present ones: its own page from the link, the other pages untouched. */
export function mergeLinked(present: Settings, linked: Settings): Settings {
  return {
    ...linked,
    read: linked.page === "read" ? withUnseen(linked.read, present.read) : present.read,
    steer: linked.page === "steer" ? linked.steer : present.steer,
    dosage: linked.page === "dosage" ? linked.dosage : present.dosage,
    experiment: linked.page === "experiments" ? linked.experiment : present.experiment,
  };
}

/** Of the text and the chat, the one that the mode shows: the other is not on screen, nor in a link. */
function onScreen(read: ReadSettings): ReadSettings {
  return withUnseen(read, DEFAULT_SETTINGS.read);
}

function withUnseen(read: ReadSettings, { text, messages }: ReadSettings): ReadSettings {
  return read.mode === "text" ? { ...read, messages } : { ...read, text };
}
