/** What a row of the catalogue says, from the list, the browser's store and the loaded model. */
import { type CatalogueModel, MODELS } from "../../content/models.ts";
import { knownMemory, memoryVerdict, type Verdict } from "../../core/model-memory.ts";
import type { KeptModel } from "../../worker/contract.ts";

export interface CatalogueRow {
  readonly model: CatalogueModel;
  readonly verdict: Verdict;
  /** Bytes of it that this browser keeps. */
  readonly kept: KeptModel | null;
}

/** @param deviceMemory navigator.deviceMemory */
export function catalogueRows(
  kept: readonly KeptModel[],
  deviceMemory: unknown,
): readonly CatalogueRow[] {
  return MODELS.map((model) => ({
    model,
    verdict: memoryVerdict(model.shape, knownMemory(deviceMemory)),
    kept: kept.find(({ ref }) => ref.kind === "catalogue" && ref.id === model.id) ?? null,
  }));
}

/** "1.1 GB", "640 MB". */
export function memorySize(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** Families as people write them. */
export const FAMILY_NAMES: Readonly<Record<string, string>> = {
  llama: "Llama",
  qwen2: "Qwen 2",
  qwen3: "Qwen 3",
  gemma3: "Gemma 3",
};
