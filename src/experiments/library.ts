import { MODELS } from "../content/models.ts";
import type { Experiment } from "./contract.ts";
import type { ResultFile } from "./result-file.ts";

/** The experiments that there are, with their recorded runs: the site's, or those on a disk. */
export interface ExperimentLibrary {
  /** Names of folders. */
  readonly names: readonly string[];
  /** Null where there is none of that name. Rejects where its code can not be fetched. */
  find(name: string): Promise<Experiment | null>;
  /** In their order. */
  all(): Promise<readonly Experiment[]>;
  /** Ids of the models that an experiment is recorded with. */
  recordedModels(name: string): readonly string[];
  /** A recorded run, or null. Never rejects. */
  recorded(name: string, model: string): Promise<ResultFile | null>;
}

/** Ids of models in the catalogue's order, the default first; those that it does not know come last. */
export function inCatalogueOrder(ids: readonly string[]): readonly string[] {
  const place = (id: string) => {
    const found = MODELS.findIndex((model) => model.id === id);
    return found === -1 ? MODELS.length : found;
  };
  return [...ids].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** The experiment whose folder a file lies in, by the file's path. */
export function experimentOf(path: string): string {
  return /experiments\/([^/]+)\//.exec(path)?.[1] ?? "";
}
