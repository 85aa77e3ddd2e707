/** The model: what is known of it, how loading goes, what runs. */
import type { StateCreator } from "zustand/vanilla";
import type { VectorsManifest } from "../../core/vectors.ts";
import type {
  BuildProgress,
  BuiltInBrowser,
  EngineFailure,
  LoadedModel,
  LoadProgress,
  ModelSummary,
} from "../../worker/contract.ts";
import { doseSpec } from "../specs.ts";
import type { AppState } from "../store.ts";

export type ModelStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "inspecting" }
  /** A link names a server that nobody has agreed to: nothing is asked of it until the user says so. */
  | { readonly kind: "asking"; readonly host: string }
  | LoadingStatus
  | { readonly kind: "ready"; readonly model: LoadedModel }
  | { readonly kind: "failed"; readonly failure: EngineFailure };

export interface LoadingStatus {
  readonly kind: "loading";
  readonly progress: LoadProgress | null;
  /** By performance.now(), ms. */
  readonly startedAt: number;
  /** When the network began to give bytes, or the latest time at which it had given none. */
  readonly networkSince: number;
}

/** How building the running model's vectors goes. */
export type BuildStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly progress: BuildProgress | null }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly failure: EngineFailure }
  | { readonly kind: "done"; readonly built: BuiltInBrowser };

export interface ModelSlice {
  readonly build: BuildStatus;
  readonly setBuild: (build: BuildStatus) => void;
  readonly model: ModelStatus;
  /** What loading takes; null before inspection, and where it failed. */
  readonly summary: ModelSummary | null;
  /** Spreads and norms of the shown model's vectors: from the model, or fetched for recorded runs. */
  readonly manifest: VectorsManifest | null;
  /**
   * What the user's own files are called while they load or have failed to. Null where the model is
   * meant that the settings name.
   */
  readonly ownFiles: string | null;
  readonly setOwnFiles: (name: string | null) => void;
  readonly setModel: (model: ModelStatus) => void;
  readonly setSummary: (summary: ModelSummary | null) => void;
  readonly setManifest: (manifest: VectorsManifest) => void;
  /** Another model is chosen: what the former one's runs and vectors said holds no longer. */
  readonly forgetRuns: () => void;
}

export function createModelSlice(): StateCreator<AppState, [], [], ModelSlice> {
  return (set, get) => ({
    build: { kind: "idle" },
    setBuild: (build) => set({ build }),
    model: { kind: "idle" },
    summary: null,
    manifest: null,
    ownFiles: null,
    setOwnFiles: (ownFiles) => {
      if (ownFiles !== get().ownFiles) set({ ownFiles });
    },
    setModel: (model) =>
      set(model.kind === "ready" ? { model, manifest: model.model.vectors } : { model }),
    setSummary: (summary) => set({ summary }),
    setManifest: (manifest) => set({ manifest }),
    forgetRuns: () => {
      const { showRead, showSteer, showDosage, settings } = get();
      set({ manifest: null, build: { kind: "idle" } });
      showRead(null);
      showSteer([], null);
      showDosage({ status: "idle", spec: doseSpec(settings.dosage) });
      get().showExperiment(null);
    },
  });
}

/** The model that runs and has vectors, so that it reads and steers; or null. */
export function readingModel(state: Pick<ModelSlice, "model">): LoadedModel | null {
  const model = loadedModel(state);
  return model?.vectors ? model : null;
}

/** The model that runs, or null. */
export function loadedModel({ model }: Pick<ModelSlice, "model">): LoadedModel | null {
  return model.kind === "ready" ? model.model : null;
}
