/** Whatever was thrown, as a failure with a name and a sentence that says what to do. */
import { EngineError } from "../engine/errors.ts";
import type { EngineFailure } from "./contract.ts";

const OUT_OF_MEMORY: EngineFailure = {
  kind: "out-of-memory",
  message:
    "This device ran out of memory for the model. Close other tabs, then load the model again.",
};

/** A plain object, so that kind and message survive the way between worker and page. */
export function toFailure(error: unknown): EngineFailure {
  if (error instanceof EngineError) return { kind: error.kind, message: error.message };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === "AbortError") return { kind: "cancelled", message: "Stopped." };
  if (name === "NotFoundError" || name === "NotReadableError") {
    return {
      kind: "missing-file",
      message: "What this browser kept of the model has gone. Load the model again.",
    };
  }
  if (name === "RangeError" && /alloc|length|memory/i.test(message)) return OUT_OF_MEMORY;
  if (/out of memory|bad_alloc|OOM/i.test(message)) return OUT_OF_MEMORY;
  return {
    kind: "worker-died",
    message: `The model stopped with a fault of its own: ${message}. Load it again.`,
  };
}

/** Runs `task`; what it throws arrives as an EngineFailure. */
export async function asFailure<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw toFailure(error);
  }
}
