/** Whether this machine holds a model, said before anything is fetched. */
import { EngineError } from "../../engine/errors.ts";
import { estimateMemory } from "../../engine/manifest.ts";
import type { ModelShape } from "../../engine/model-shape.ts";
import type { MemoryVerdict } from "../contract.ts";

/** What a page's WebAssembly can address. */
const ADDRESS_SPACE = 4 * 2 ** 30;

export interface Verdict {
  readonly memoryBytes: number;
  readonly verdict: MemoryVerdict;
  readonly verdictReason?: string;
}

export function memoryVerdict(shape: ModelShape): Verdict {
  const memoryBytes = estimateMemory(shape);
  if (memoryBytes <= ADDRESS_SPACE) return { memoryBytes, verdict: "fits" };
  return {
    memoryBytes,
    verdict: "too-large",
    verdictReason: `This model takes ${(memoryBytes / 1e9).toFixed(1)} GB of memory, and a web page gets 4 GB at most. Choose a smaller model.`,
  };
}

/** @throws EngineError unsupported-model for a model that cannot run here */
export function refuseTooLarge(shape: ModelShape): void {
  const { verdict, verdictReason } = memoryVerdict(shape);
  if (verdict === "too-large") throw new EngineError("unsupported-model", verdictReason ?? "");
}
