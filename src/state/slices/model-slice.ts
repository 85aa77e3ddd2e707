/** The model: what is known of it, how loading goes, what runs. */
import type { StateCreator } from "zustand/vanilla";
import type { VectorsManifest } from "../../core/vectors.ts";
import type {
  EngineFailure,
  LoadedModel,
  LoadProgress,
  ModelSummary,
} from "../../worker/contract.ts";
import type { AppState } from "../store.ts";

export type ModelStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "inspecting" }
  | { readonly kind: "loading"; readonly progress: LoadProgress | null; readonly startedAt: number }
  | { readonly kind: "ready"; readonly model: LoadedModel }
  | { readonly kind: "failed"; readonly failure: EngineFailure };

export interface ModelSlice {
  readonly model: ModelStatus;
  /** What loading takes; null before inspection, and where it failed. */
  readonly summary: ModelSummary | null;
  /** Spreads and norms of the shown model's vectors: from the model, or fetched for recorded runs. */
  readonly manifest: VectorsManifest | null;
  readonly setModel: (model: ModelStatus) => void;
  readonly setSummary: (summary: ModelSummary | null) => void;
  readonly setManifest: (manifest: VectorsManifest) => void;
}

export function createModelSlice(): StateCreator<AppState, [], [], ModelSlice> {
  return (set) => ({
    model: { kind: "idle" },
    summary: null,
    manifest: null,
    setModel: (model) =>
      set(model.kind === "ready" ? { model, manifest: model.model.vectors } : { model }),
    setSummary: (summary) => set({ summary }),
    setManifest: (manifest) => set({ manifest }),
  });
}

/** The model that runs, or null. */
export function loadedModel({ model }: Pick<ModelSlice, "model">): LoadedModel | null {
  return model.kind === "ready" ? model.model : null;
}
