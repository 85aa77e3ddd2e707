/** The engine as the controllers see it. The worker's client has this shape, and so has Node's engine. */
import type { WorkerClient } from "../worker/client.ts";
import { type EngineFailure, ERROR_KINDS } from "../worker/contract.ts";

/** Every promise rejects with something that has an EngineFailure's kind and message. */
export type EngineClient = Pick<
  WorkerClient,
  | "inspect"
  | "load"
  | "read"
  | "generate"
  | "score"
  | "point"
  | "listKept"
  | "removeKept"
  | "buildVectors"
>;

/** Whatever a client rejected with, as a failure with a known name. */
export function failureOf(error: unknown): EngineFailure {
  if (typeof error === "object" && error !== null) {
    const { kind, name, message } = error as Partial<Record<"kind" | "name" | "message", unknown>>;
    const text = typeof message === "string" ? message : "";
    const known = ERROR_KINDS.find((one) => one === kind);
    if (known !== undefined) return { kind: known, message: text };
    if (name === "AbortError") return { kind: "cancelled", message: "Stopped." };
    return { kind: "worker-died", message: text };
  }
  return { kind: "worker-died", message: String(error) };
}
