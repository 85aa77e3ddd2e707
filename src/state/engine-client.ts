/** The engine as the controllers see it. The worker's client has this shape, and so has Node's engine. */
import type {
  EngineFailure,
  GenerateDone,
  GenerateEvent,
  GenerateRequest,
  LoadedModel,
  LoadProgress,
  ModelSummary,
  PointReading,
  PointRequest,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
  ScoreRequest,
} from "../worker/contract.ts";
import { ERROR_KINDS } from "../worker/contract.ts";

/** Every promise rejects with something that has an EngineFailure's kind and message. */
export interface EngineClient {
  inspect(modelUrl: string): Promise<ModelSummary>;
  load(
    modelUrl: string,
    onProgress: (progress: LoadProgress) => void,
    signal?: AbortSignal,
  ): Promise<LoadedModel>;
  read(
    request: ReadRequest,
    onEvent: (event: ReadStart | ReadChunk) => void,
    signal?: AbortSignal,
  ): Promise<ReadDone>;
  generate(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    signal?: AbortSignal,
  ): Promise<GenerateDone>;
  score(request: ScoreRequest, signal?: AbortSignal): Promise<number[]>;
  point(request: PointRequest, signal?: AbortSignal): Promise<PointReading>;
}

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
