/** Whether this machine holds a model, said before anything is fetched. */
import {
  knownMemory,
  type ModelShape,
  memoryVerdict,
  type Verdict,
} from "../../core/model-memory.ts";
import { EngineError } from "../../engine/errors.ts";

/** The verdict for this device. */
export function verdictHere(shape: ModelShape): Verdict {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: unknown };
  return memoryVerdict(shape, knownMemory(deviceMemory));
}

/** @throws EngineError unsupported-model for a model that cannot run here */
export function refuseTooLarge(shape: ModelShape): void {
  const { verdict, verdictReason } = verdictHere(shape);
  if (verdict === "too-large") throw new EngineError("unsupported-model", verdictReason ?? "");
}
