/** The models that this site ships. A model is a folder under models/; more can join the list. */
export interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  /** Folder under the site's base path. */
  readonly folder: string;
  /** Layers of the model: residual points are 0 … layers. */
  readonly layers: number;
}

export const MODELS: readonly CatalogueModel[] = [
  {
    id: "smollm2-135m-instruct",
    name: "SmolLM2-135M-Instruct",
    folder: "models/smollm2-135m-instruct",
    layers: 30,
  },
];

export const DEFAULT_MODEL = "smollm2-135m-instruct";

/** The model of that id, or undefined. */
export function findModel(id: string): CatalogueModel | undefined {
  return MODELS.find((model) => model.id === id);
}

/** Absolute address of a model's folder, without a slash at its end. `base` is the page's address. */
export function modelUrl(id: string, base: string): string {
  const model = findModel(id);
  return new URL(model?.folder ?? `models/${encodeURIComponent(id)}`, base).href;
}
