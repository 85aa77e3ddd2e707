/** Which runs are recorded, and the settings that each is a run of. */
import { READ_EXAMPLES } from "../../content/examples.ts";
import { STEER_PRESETS } from "../../content/presets.ts";
import { SITUATIONS } from "../../content/situations.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { createAppStore } from "../store.ts";
import type { RecordedPage } from "./schema.ts";

export interface Recording {
  readonly page: RecordedPage;
  readonly id: string;
  readonly settings: Settings;
}

/** Presets whose columns are recorded: 300 kB each, so only the one that the page opens with. */
const RECORDED_PRESETS: ReadonlySet<string> = new Set(["diary-afraid"]);

/** Settings after an action on a fresh page: recordings are what a click would run. */
function after(act: (store: ReturnType<typeof createAppStore>) => void): Settings {
  const store = createAppStore(DEFAULT_SETTINGS);
  act(store);
  return store.getState().settings;
}

/** Every recording that ships, in the order of the page. */
export function recordings(): readonly Recording[] {
  const read = READ_EXAMPLES.map(({ id }): Recording => {
    return { page: "read", id, settings: after((store) => store.getState().applyExample(id)) };
  });
  const steer = STEER_PRESETS.filter(({ id }) => RECORDED_PRESETS.has(id)).map(
    ({ id }): Recording => {
      const settings = after((store) => {
        store.getState().applyPreset(id);
        store.getState().editSteer({ showRandom: true });
      });
      return { page: "steer", id, settings };
    },
  );
  const dosage = SITUATIONS.map(({ id }): Recording => {
    return { page: "dosage", id, settings: after((store) => store.getState().applySituation(id)) };
  });
  return [...read, ...steer, ...dosage];
}

/** File name of a recording under src/content/recorded/. */
export function recordedFile(page: RecordedPage, id: string): string {
  return `${page}-${id}.recorded.json`;
}
