/**
 * The only types that both sides of the worker share. Calls go over comlink; a call that can be
 * cancelled carries a `call` number, which `cancel` takes. Readings cross as transferred arrays.
 *
 * Shapes: T tokens, P residual points (layers + 1), K = 24 emotions + 20 random directions.
 */
import type { VectorsManifest } from "../core/vectors.ts";
import type { ErrorKind } from "../engine/errors.ts";
import type {
  GenerateDone,
  GenerateEvent,
  GenerateRequest,
  PointReading,
  PointRequest,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
  ScoreRequest,
} from "../engine/requests.ts";

export { ERROR_KINDS, type ErrorKind } from "../engine/errors.ts";
export type * from "../engine/requests.ts";

/** An error as it crosses the border. */
export interface EngineFailure {
  readonly kind: ErrorKind;
  readonly message: string;
}

/** What must be fetched before a model runs, known before the first byte of it. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  /** Bytes to download in all, and those that this browser already keeps. */
  readonly bytes: number;
  readonly cachedBytes: number;
  /** Peak memory that running it takes here, in bytes. */
  readonly memoryBytes: number;
}

export type LoadPhase = "download" | "unpack" | "session";

export interface LoadProgress {
  readonly phase: LoadPhase;
  /** Bytes for download and unpack; for session, 0 of 1 until it is made. */
  readonly done: number;
  readonly total: number;
  /** True where the bytes come from this browser's own storage. */
  readonly cached: boolean;
}

export interface LoadedModel {
  readonly id: string;
  readonly name: string;
  readonly weightsSha256: string;
  readonly vectorsSha256: string;
  readonly layers: number;
  readonly width: number;
  /** Longest text in tokens that the page reads. */
  readonly contextTokens: number;
  readonly backend: "wasm" | "node";
  readonly threads: number;
  readonly vectors: VectorsManifest;
  readonly loadMs: number;
  /** Set where the model runs but could not be kept: storage full or not available. */
  readonly notKept?: string;
}

/** The engine behind the page. `call` numbers are unique for the worker's life. */
export interface MoodringWorker {
  /** What loading would take. Throws missing-file, offline. */
  inspect(modelUrl: string): Promise<ModelSummary>;
  load(
    modelUrl: string,
    call: number,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadedModel>;
  read(
    request: ReadRequest,
    call: number,
    onEvent: (event: ReadStart | ReadChunk) => void,
  ): Promise<ReadDone>;
  generate(
    request: GenerateRequest,
    call: number,
    onEvent: (event: GenerateEvent) => void,
  ): Promise<GenerateDone>;
  /** Log-probability of each continuation (nats, summed over its tokens). */
  score(request: ScoreRequest, call: number): Promise<number[]>;
  point(request: PointRequest, call: number): Promise<PointReading>;
  cancel(call: number): Promise<void>;
  /** Forgets what this browser keeps of a model. */
  forget(modelUrl: string): Promise<void>;
}
