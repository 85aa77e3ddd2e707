/** Whether this machine holds a model, said before anything is fetched. */
import { EngineError } from "../../engine/errors.ts";
import { estimateMemory } from "../../engine/manifest.ts";
import type { ModelShape } from "../../engine/model-shape.ts";
import type { MemoryVerdict } from "../contract.ts";

/** What a page's WebAssembly can address. */
const ADDRESS_SPACE = 4 * 2 ** 30;
/** A browser gives one page about half of a device's memory at most. */
const SHARE_FOR_A_PAGE = 0.5;

export interface Verdict {
  readonly memoryBytes: number;
  readonly verdict: MemoryVerdict;
  readonly verdictReason?: string;
}

/**
 * @param deviceGigabytes navigator.deviceMemory: 0.25 … 8, as coarse as a browser tells it; not every
 * browser has it
 */
export function memoryVerdict(
  shape: ModelShape,
  deviceGigabytes: number | undefined = ownMemory(),
): Verdict {
  const memoryBytes = estimateMemory(shape);
  const takes = `This model takes about ${(memoryBytes / 1e9).toFixed(1)} GB of memory`;
  if (memoryBytes > ADDRESS_SPACE) {
    return {
      memoryBytes,
      verdict: "too-large",
      verdictReason: `${takes}, and a web page gets 4 GB at most. Choose a smaller model.`,
    };
  }
  if (deviceGigabytes !== undefined && memoryBytes > SHARE_FOR_A_PAGE * deviceGigabytes * 2 ** 30) {
    return {
      memoryBytes,
      verdict: "tight",
      verdictReason: `${takes}, and this device has about ${deviceGigabytes} GB. The browser may end it in mid-run: close other tabs, or choose a smaller model.`,
    };
  }
  return { memoryBytes, verdict: "fits" };
}

function ownMemory(): number | undefined {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: unknown };
  // Where it says 8, it may have any amount more.
  return typeof deviceMemory === "number" && deviceMemory < 8 ? deviceMemory : undefined;
}

/** @throws EngineError unsupported-model for a model that cannot run here */
export function refuseTooLarge(shape: ModelShape): void {
  const { verdict, verdictReason } = memoryVerdict(shape);
  if (verdict === "too-large") throw new EngineError("unsupported-model", verdictReason ?? "");
}
