/** What is set, and how it changes: edits, steps that the browser's Back undoes, and undo. */
import type { StateCreator } from "zustand/vanilla";
import { findExample, READ_EXAMPLES } from "../../content/examples.ts";
import { findPreset, STEER_PRESETS } from "../../content/presets.ts";
import type { LinkProblem } from "../../content/problems.ts";
import {
  DEFAULT_SETTINGS,
  type DosageSettings,
  type ExperimentSettings,
  type Page,
  type ReadSettings,
  type Settings,
  type SteerSettings,
} from "../settings.ts";
import { withSituation } from "../specs.ts";
import type { AppState } from "../store.ts";

/** edit: replaces the browser's entry. step: adds one. restored: came from the address itself. */
export type ChangeKind = "edit" | "step" | "restored";

/** How many replaced texts can be had back. */
const UNDO_DEPTH = 20;

/** The settings that undo brings back: those of the page where a text was replaced. */
type Snapshot = Pick<Settings, "page" | "read" | "steer">;

export interface SettingsSlice {
  readonly settings: Settings;
  readonly lastChange: ChangeKind;
  readonly problems: readonly LinkProblem[];
  /** Texts that an example replaced, latest last, and those that undo took back. */
  readonly past: readonly Snapshot[];
  readonly future: readonly Snapshot[];
  /** True while "Replaced by example. Undo" is offered. */
  readonly replaced: boolean;

  readonly goTo: (page: Page) => void;
  readonly editRead: (patch: Partial<ReadSettings>) => void;
  /** Drops the expected digest where the edit changes what is written. */
  readonly editSteer: (patch: Partial<SteerSettings>) => void;
  readonly editDosage: (patch: Partial<DosageSettings>) => void;
  readonly editExperiment: (given: ExperimentSettings["given"]) => void;
  readonly openExperiment: (name: string) => void;
  readonly edit: (
    patch: Partial<Pick<Settings, "present" | "hide" | "start" | "model" | "hub" | "device">>,
  ) => void;
  readonly applyExample: (id: string) => void;
  readonly applyPreset: (id: string) => void;
  readonly applySituation: (id: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissReplaced: () => void;
  /** From a link, the address or a draft. */
  readonly restore: (settings: Settings, problems: readonly LinkProblem[]) => void;
  readonly dismissProblems: () => void;
}

const DISPLAY_ONLY: ReadonlySet<string> = new Set(["direction", "insideView", "showRandom"]);

/** Whether a Read text is the user's own work, worth an undo. */
export function isOwnText({ mode, text, messages }: ReadSettings): boolean {
  if (mode === "text") {
    const known = READ_EXAMPLES.some((example) => example.mode === "text" && example.text === text);
    return text.trim() !== "" && !known;
  }
  const written = JSON.stringify(messages);
  return (
    messages.some(({ content }) => content.trim() !== "") &&
    !READ_EXAMPLES.some(
      (example) => example.mode === "chat" && JSON.stringify(example.messages) === written,
    )
  );
}

function isOwnPrompt({ prompt, system }: SteerSettings): boolean {
  return (
    prompt.trim() !== "" &&
    !STEER_PRESETS.some((preset) => preset.prompt === prompt && preset.system === system)
  );
}

const snapshot = ({ page, read, steer }: Settings): Snapshot => ({ page, read, steer });

export function createSettingsSlice(
  initial: Settings = DEFAULT_SETTINGS,
): StateCreator<AppState, [], [], SettingsSlice> {
  return (set, get) => {
    const change = (kind: ChangeKind, settings: Settings, more: Partial<SettingsSlice> = {}) =>
      set({ ...more, settings, lastChange: kind });

    const replace = (settings: Settings, own: boolean) => {
      const { past, settings: before } = get();
      const kept = own ? [...past, snapshot(before)].slice(-UNDO_DEPTH) : past;
      change("step", settings, { past: kept, replaced: own, ...(own ? { future: [] } : {}) });
    };

    const travel = (from: "past" | "future", to: "past" | "future") => {
      const state = get();
      const target = state[from].at(-1);
      if (target === undefined) return;
      const { read, steer, page } = target;
      const settings = {
        ...state.settings,
        page,
        ...(page === "read" ? { read } : {}),
        ...(page === "steer" ? { steer } : {}),
      };
      change("step", settings, {
        [from]: state[from].slice(0, -1),
        [to]: [...state[to], { ...snapshot(state.settings), page }],
        replaced: false,
      });
    };

    return {
      settings: initial,
      lastChange: "restored",
      problems: [],
      past: [],
      future: [],
      replaced: false,

      goTo: (page) => {
        const { settings } = get();
        if (page !== settings.page) change("step", { ...settings, page }, { replaced: false });
      },
      editRead: (patch) => {
        const { settings } = get();
        change("edit", { ...settings, read: { ...settings.read, ...patch } });
      },
      editSteer: (patch) => {
        const { settings } = get();
        const kept = Object.keys(patch).every((key) => DISPLAY_ONLY.has(key));
        const expected = kept ? settings.steer.expected : null;
        change("edit", { ...settings, steer: { ...settings.steer, expected, ...patch } });
      },
      editDosage: (patch) => {
        const { settings } = get();
        change("edit", { ...settings, dosage: { ...settings.dosage, ...patch } });
      },
      editExperiment: (given) => {
        const { settings } = get();
        change("edit", { ...settings, experiment: { ...settings.experiment, given } });
      },
      openExperiment: (name) => {
        const { settings } = get();
        const experiment = { name, given: {} };
        change("step", { ...settings, page: "experiments", experiment }, { replaced: false });
      },
      edit: (patch) => change("edit", { ...get().settings, ...patch }),

      applyExample: (id) => {
        const example = findExample(id);
        if (example === undefined) return;
        const { settings } = get();
        const content =
          example.mode === "text"
            ? { mode: example.mode, text: example.text }
            : { mode: example.mode, messages: example.messages };
        const read = { ...settings.read, ...content, direction: example.direction };
        replace({ ...settings, page: "read", read }, isOwnText(settings.read));
      },
      applyPreset: (id) => {
        const preset = findPreset(id);
        if (preset === undefined) return;
        const { settings } = get();
        const { prompt, system, terms, layer, where, direction } = preset;
        const steer = {
          ...settings.steer,
          ...{ prompt, system, terms, layer, where, direction },
          expected: null,
        };
        replace({ ...settings, page: "steer", steer }, isOwnPrompt(settings.steer));
      },
      applySituation: (id) => {
        const { settings } = get();
        const dosage = withSituation(settings.dosage, id);
        change("step", { ...settings, page: "dosage", dosage }, { replaced: false });
      },

      undo: () => travel("past", "future"),
      redo: () => travel("future", "past"),
      dismissReplaced: () => set({ replaced: false }),
      restore: (settings, problems) => change("restored", settings, { problems, replaced: false }),
      dismissProblems: () => set({ problems: [] }),
    };
  };
}
