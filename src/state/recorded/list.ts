/** Which runs are recorded, with which models, and the settings that each is a run of. */
import { READ_EXAMPLES } from "../../content/examples.ts";
import { DEFAULT_MODEL } from "../../content/models.ts";
import { STEER_PRESETS } from "../../content/presets.ts";
import { SITUATIONS } from "../../content/situations.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { createAppStore } from "../store.ts";
import type { RecordedPage } from "./schema.ts";

/** Models of the catalogue whose runs ship, the default first. */
export const RECORDED_MODELS: readonly string[] = [
  DEFAULT_MODEL,
  "qwen2.5-coder-0.5b-instruct",
  "gemma-3-270m",
];

export interface Recording {
  readonly page: RecordedPage;
  readonly id: string;
  readonly settings: Settings;
}

/**
 * Presets are recorded with models that answer a chat. Gemma here has no chat template, and the
 * preset's layer is its last one, where the text only breaks.
 */
const STEER_MODELS: ReadonlySet<string> = new Set([DEFAULT_MODEL, "qwen2.5-coder-0.5b-instruct"]);

/** Presets whose columns are recorded: 300 kB each, so only the one that the page opens with. */
const RECORDED_PRESETS: ReadonlySet<string> = new Set(["diary-afraid"]);

type Act = (store: ReturnType<typeof createAppStore>) => void;

/** Settings after an action on a fresh page of a model: recordings are what a click would run. */
function after(model: string, act: Act): Settings {
  const store = createAppStore({ ...DEFAULT_SETTINGS, model });
  act(store);
  return store.getState().settings;
}

/** Every recording that ships for a model, in the order of the page. */
export function recordings(model: string): readonly Recording[] {
  const set = (act: Act) => after(model, act);
  const read = READ_EXAMPLES.map(({ id }): Recording => {
    return { page: "read", id, settings: set((store) => store.getState().applyExample(id)) };
  });
  const presets = STEER_MODELS.has(model)
    ? STEER_PRESETS.filter(({ id }) => RECORDED_PRESETS.has(id))
    : [];
  const steer = presets.map(({ id }): Recording => {
    const settings = set((store) => {
      store.getState().applyPreset(id);
      store.getState().editSteer({ showRandom: true });
    });
    return { page: "steer", id, settings };
  });
  const dosage = SITUATIONS.map(({ id }): Recording => {
    return { page: "dosage", id, settings: set((store) => store.getState().applySituation(id)) };
  });
  return [...read, ...steer, ...dosage];
}

/** A recording's file under src/content/recorded/, the model's folder included. */
export function recordedFile(model: string, page: RecordedPage, id: string): string {
  return `${model}/${page}-${id}.recorded.json`;
}
