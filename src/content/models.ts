/** The models that the page offers by name, from the one list of them: models/catalogue.json. */
import catalogue from "../../models/catalogue.json" with { type: "json" };
import type { ModelShape } from "../core/model-memory.ts";

export interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly quantisation: string;
  /** Bytes of its weights; null where only their publisher knows. */
  readonly bytes: number | null;
  /** sha256 of the weights that the vectors here were made for. */
  readonly sha256: string | null;
  /** Layers of the model: residual points are 0 … layers. */
  readonly layers: number;
  /** For the memory that it takes. */
  readonly shape: ModelShape;
  readonly licence: {
    readonly name: string;
    readonly url: string;
    /** The maker gives the model to those who accept its terms. */
    readonly gated: boolean;
  };
  /** owner/name on the hub; null where the weights lie on this site. */
  readonly repo: string | null;
  /** Its emotion vectors lie on this site, whatever place its weights come from. */
  readonly vectors: boolean;
}

export const MODELS: readonly CatalogueModel[] = catalogue.models.map(
  ({ architecture, weights, ...model }) => ({
    ...model,
    layers: architecture.layers,
    shape: architecture,
    repo: weights.repo ?? null,
  }),
);

export const DEFAULT_MODEL = "smollm2-135m-instruct";

/** The model of that id, or undefined. */
export function findModel(id: string): CatalogueModel | undefined {
  return MODELS.find((model) => model.id === id);
}

/** Absolute address of a model's folder on this site, without a slash at its end. `base` is the page's address. */
export function modelUrl(id: string, base: string): string {
  return new URL(`models/${encodeURIComponent(id)}`, base).href;
}
