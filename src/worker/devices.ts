/** Where a model runs: on what was asked for, or else on WebAssembly, with a word about why. */
import { EngineError } from "../engine/errors.ts";
import type { Runtime } from "../engine/runtime.ts";
import type { DeviceChoice } from "./contract.ts";

export interface Runtimes {
  readonly wasm: () => Runtime;
  /** @throws whatever stands in its way */
  readonly webgpu: () => Promise<Runtime>;
}

/**
 * Opens a model where the choice says. `auto` is WebAssembly for now: WebGPU is tested for right
 * numbers on a software adapter only, so nobody gets it without asking.
 * @throws EngineError of `open`, where WebAssembly fails too or the load was cancelled
 */
export async function openOnDevice<M>(
  { backend, precision }: DeviceChoice,
  runtimes: Runtimes,
  open: (runtime: Runtime) => Promise<M>,
): Promise<M> {
  if (backend !== "webgpu") return open(runtimes.wasm());
  try {
    const runtime = await runtimes.webgpu();
    return await open(precision === "fp16" ? withNote(runtime, NO_HALF) : runtime);
  } catch (error) {
    if (isFinal(error)) throw error;
    const why =
      error instanceof EngineError
        ? error.message
        : `WebGPU could not run this model (${error instanceof Error ? error.message : String(error)}).`;
    return open(withNote(runtimes.wasm(), `${why} The model runs on WebAssembly instead.`));
  }
}

const NO_HALF = "WebGPU computes in full precision (fp32) here; fp16 is not built yet.";

function withNote(runtime: Runtime, note: string): Runtime {
  return { ...runtime, notes: [note] };
}

/**
 * Faults that another device would meet too; and the loss of this one, because what was half made on it
 * can not be freed: the worker has to go first, and the page loads the model again.
 */
function isFinal(error: unknown): boolean {
  return (
    error instanceof EngineError &&
    ["cancelled", "corrupt-model", "missing-file", "offline", "gpu-lost"].includes(error.kind)
  );
}
