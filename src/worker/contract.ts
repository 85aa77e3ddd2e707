/**
 * The only types that both sides of the worker share. Calls go over comlink; a call that can be
 * cancelled carries a `call` number, which `cancel` takes. Readings cross as transferred arrays.
 *
 * Shapes: T tokens, P residual points (layers + 1), K = 24 emotions + 20 random directions.
 */
import type { MemoryVerdict } from "../core/model-memory.ts";
import type { ModelRef } from "../core/model-ref.ts";
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
import type { Backend, Precision } from "../engine/runtime.ts";
import type { StoryFile } from "../engine/vectors/corpus.ts";

export type { MemoryVerdict } from "../core/model-memory.ts";
export { ERROR_KINDS, type ErrorKind } from "../engine/errors.ts";
export type * from "../engine/requests.ts";
export type { Backend, Precision } from "../engine/runtime.ts";
export type { StoryFile } from "../engine/vectors/corpus.ts";

/** An error as it crosses the border. */
export interface EngineFailure {
  readonly kind: ErrorKind;
  readonly message: string;
}

/** Which model, and where it is looked for. */
export interface ModelRequest {
  readonly model: ModelRef;
  /** The page's address: the catalogue and the models of this site lie under it. */
  readonly site: string;
  /** A server that mirrors the hub's paths, in place of the hub; null for the hub itself. */
  readonly hub: string | null;
  /**
   * Only this site and this browser are asked: nobody has agreed to another server yet. A model that
   * does not lie here whole then ends with missing-file.
   */
  readonly nearby?: boolean;
  /** Files that were dropped onto the page: they are the model, and `model` is not looked at. */
  readonly files?: readonly File[];
}

export const BACKEND_CHOICES = ["auto", "webgpu", "wasm"] as const;
export const PRECISION_CHOICES = ["auto", "fp32", "fp16"] as const;

/** What the model runs on. */
export interface DeviceChoice {
  /** `auto`: a real GPU where there is one, else WebAssembly. */
  readonly backend: (typeof BACKEND_CHOICES)[number];
  /** `auto`: the smallest that the backend computes rightly. WebAssembly always computes in fp32. */
  readonly precision: (typeof PRECISION_CHOICES)[number];
  /** WebAssembly threads; null for as many as serve. */
  readonly threads: number | null;
}

/** What must be fetched before a model runs, known before the first byte of its weights. */
export interface ModelSummary {
  readonly ref: ModelRef;
  readonly id: string;
  readonly name: string;
  /** Null where the publisher states none. */
  readonly licence: string | null;
  readonly family: string;
  readonly layers: number;
  /** Bytes to download in all, and those that this browser already keeps. */
  readonly bytes: number;
  readonly cachedBytes: number;
  /** Peak memory that running it takes here, in bytes. */
  readonly memoryBytes: number;
  readonly verdict: MemoryVerdict;
  /** Why, where it is not `fits`: a sentence that says what to do. */
  readonly verdictReason?: string;
  /** `shipped` with the site, `built` in this browser, or not there yet. */
  readonly vectors: "shipped" | "built" | "none";
}

/** `wait`: another tab is at the same files, and goes first. */
export type LoadPhase = "wait" | "download" | "unpack" | "session" | "check";

export interface LoadProgress {
  readonly phase: LoadPhase;
  /** Bytes for download and unpack; for the others, 0 of 1 until it is done. */
  readonly done: number;
  readonly total: number;
  /** True where the bytes come from this browser's own storage. */
  readonly cached: boolean;
  /** Bytes that came over the network since the load began; what is kept from before is not in it. */
  readonly fetched: number;
}

export interface LoadedModel {
  /** How settings and links name it; a dropped file is `kept` under its hash. */
  readonly ref: ModelRef;
  readonly id: string;
  readonly name: string;
  readonly weightsSha256: string;
  /** Null while the model has no vectors. */
  readonly vectorsSha256: string | null;
  readonly layers: number;
  readonly width: number;
  /** Longest text in tokens that the page reads. */
  readonly contextTokens: number;
  readonly backend: Backend;
  readonly precision: Precision;
  readonly threads: number;
  /** What the graphics processor calls itself, where one is used and has a name. */
  readonly adapter?: string;
  /** Null while the model has none: reading and steering then end with `no-vectors`. */
  readonly vectors: VectorsManifest | null;
  readonly loadMs: number;
  /** Set where the model runs but could not be kept: storage full or not available. */
  readonly notKept?: string;
  /** What the user should know: a fall back to another backend, a chat template that is not used. */
  readonly notes: readonly string[];
}

/** A model that this browser keeps. */
export interface KeptModel {
  /** What `removeKept` takes. */
  readonly key: string;
  readonly ref: ModelRef;
  readonly name: string;
  /** Of its files, and of vectors that were built for it, whole or half done. */
  readonly bytes: number;
  /** False where a download was not finished. */
  readonly complete: boolean;
  /** ISO date of its download. */
  readonly date: string;
}

/** Vectors that were built in this browser, and how well they hold. */
export interface BuiltInBrowser {
  readonly vectors: VectorsManifest;
  /** Share of stories on left-out topics whose emotion is named rightly, at the best layer. */
  readonly accuracy: number;
  readonly chance: number;
  /** Why they could not be kept, where they could not. */
  readonly notKept?: string;
}

export interface BuildProgress {
  /** What is being done, as a word for people. */
  readonly step: string;
  /** Of the whole build, in shares of its work. */
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}

/** The engine behind the page. `call` numbers are unique for the worker's life. */
export interface MoodringWorker {
  /** What loading would take. Throws missing-file, offline, corrupt-model, unsupported-model. */
  inspect(request: ModelRequest): Promise<ModelSummary>;
  load(
    request: ModelRequest,
    device: DeviceChoice,
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
  /**
   * Finds the running model's vectors and keeps them in this browser; one that was stopped goes on
   * where it was. The model then reads and steers with them.
   */
  buildVectors(
    stories: readonly StoryFile[],
    call: number,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<BuiltInBrowser>;
  /** The models that this browser keeps. */
  listKept(): Promise<KeptModel[]>;
  /**
   * Forgets a kept model. It is no fault if it is not kept. A model that runs goes on running; one that
   * is being loaded, here or in another tab, is refused with bad-input.
   */
  removeKept(key: string): Promise<void>;
  cancel(call: number): Promise<void>;
}
