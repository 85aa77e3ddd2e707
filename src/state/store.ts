/** The page's one store: settings, model, and a run for each page. No framework in here. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { createDosageSlice, type DosageSlice } from "./slices/dosage-slice.ts";
import { createExperimentSlice, type ExperimentSlice } from "./slices/experiment-slice.ts";
import { createModelSlice, type ModelSlice } from "./slices/model-slice.ts";
import { createReadSlice, type ReadSlice } from "./slices/read-slice.ts";
import { createSettingsSlice, type SettingsSlice } from "./slices/settings-slice.ts";
import { createSteerSlice, type SteerSlice } from "./slices/steer-slice.ts";

export interface AppState
  extends SettingsSlice,
    ModelSlice,
    ReadSlice,
    SteerSlice,
    DosageSlice,
    ExperimentSlice {}

export type AppStore = StoreApi<AppState>;

/** A store that begins with the given settings. */
export function createAppStore(settings: Settings = DEFAULT_SETTINGS): AppStore {
  return createStore<AppState>()((...a) => ({
    ...createSettingsSlice(settings)(...a),
    ...createModelSlice()(...a),
    ...createReadSlice()(...a),
    ...createSteerSlice()(...a),
    ...createDosageSlice()(...a),
    ...createExperimentSlice()(...a),
  }));
}
