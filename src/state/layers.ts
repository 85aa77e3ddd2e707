/** How many layers the model on screen has, and settings that name a layer it does not have. */
import { findModel } from "../content/models.ts";
import type { SteerSettings } from "./settings.ts";
import { loadedModel } from "./slices/model-slice.ts";
import type { AppState } from "./store.ts";

/** Of the shipped model: what a page offers before anything is known of another one. */
export const USUAL_LAYERS = 30;

/**
 * Layers of the model that runs, else of the one that the settings name, as its vectors, its
 * summary or the catalogue have it. Null while nothing says so. Residual points are 0 … layers.
 */
export function modelLayers(
  state: Pick<AppState, "settings" | "model" | "manifest" | "summary">,
): number | null {
  const { settings, manifest, summary } = state;
  if (manifest !== null) return manifest.points - 1;
  return loadedModel(state)?.layers ?? summary?.layers ?? findModel(settings.model)?.layers ?? null;
}

/**
 * Steering at the last layer where the one that is set lies above it. The setting itself stays: with
 * a deeper model it means what it meant. The same object where nothing changes.
 */
export function steerWithin(steer: SteerSettings, layers: number | null): SteerSettings {
  if (layers === null || steer.layer <= layers) return steer;
  return { ...steer, layer: layers };
}
