/**
 * The only types that both sides of the worker share. Calls go over comlink; a call that can be
 * cancelled carries a `call` number, which `cancel` takes. Readings cross as transferred arrays.
 *
 * Shapes: T tokens, P residual points (layers + 1), K = 24 emotions + 20 random directions.
 */
import type { Prompt } from "../core/chat.ts";
import type { SamplerSettings } from "../core/sampler.ts";
import type { SteeringPlan } from "../core/steering.ts";
import type { VectorSetName, VectorsManifest } from "../core/vectors.ts";

/** Everything that can go wrong, by name. `message` is for people and says what to do. */
export const ERROR_KINDS = [
  "bad-input",
  "bad-numerics",
  "cancelled",
  "corrupt-model",
  "missing-file",
  "no-simd",
  "offline",
  "out-of-memory",
  "quota",
  "unsupported-model",
  "worker-died",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

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
  readonly backend: "wasm";
  readonly threads: number;
  readonly vectors: VectorsManifest;
  readonly loadMs: number;
  /** Set where the model runs but could not be kept: storage full or not available. */
  readonly notKept?: string;
}

/** One token as text. Offsets are UTF-16 indices into the text that was given (chat: the rendered template). */
export interface TokenSpan {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Half a character: this token's bytes end inside one; its span is that of the whole character. */
  readonly partial: boolean;
  /** A control token of the template (never one from what a user typed). */
  readonly special: boolean;
}

export interface ReadRequest {
  readonly prompt: Prompt;
  readonly set: VectorSetName;
}

/** Sent once, before any chunk. */
export interface ReadStart {
  readonly kind: "start";
  /** The text that the offsets index: as given, or the rendered template. */
  readonly text: string;
  readonly tokens: readonly TokenSpan[];
  /** Tokens beyond the context, which are not read. */
  readonly unread: number;
}

/** Readings of tokens start … start + count − 1. The first chunk starts at 0 and holds the kept prefix. */
export interface ReadChunk {
  readonly kind: "chunk";
  readonly start: number;
  readonly count: number;
  /** [count, P, K] in story σ. */
  readonly z: Float32Array;
}

export interface ReadDone {
  readonly tokens: number;
  /** Tokens whose keys and values were kept from the text before. */
  readonly kept: number;
  readonly ms: number;
}

/** One continuation. `id` names the column on the page: plain, steered, random. */
export interface GenerateColumn {
  readonly id: string;
  readonly steering: SteeringPlan | null;
}

export interface GenerateRequest {
  readonly prompt: Prompt;
  /** Columns that are to run; they grow in turn, one token each. */
  readonly columns: readonly GenerateColumn[];
  readonly sampler: SamplerSettings;
  readonly maxTokens: number;
  readonly set: VectorSetName;
}

export type GenerateEvent =
  /** New tokens of a column, as text pieces that join to its text. */
  | {
      readonly kind: "tokens";
      readonly column: string;
      readonly start: number;
      readonly ids: readonly number[];
      readonly pieces: readonly string[];
    }
  /** Readings of a column's tokens by the plain model [count, P, K], and log-probabilities under it (nats). */
  | {
      readonly kind: "readings";
      readonly column: string;
      readonly start: number;
      readonly count: number;
      readonly z: Float32Array;
      readonly logprobs: Float32Array;
      /** The same tokens read inside the steered run: after the write, mostly the added vector itself. */
      readonly inside?: Float32Array;
    }
  | { readonly kind: "end"; readonly column: string; readonly reason: "stop" | "length" };

export interface GenerateDone {
  readonly promptTokens: number;
  readonly tokensPerSecond: number;
  readonly ms: number;
}

export interface ScoreRequest {
  readonly prompt: Prompt;
  readonly continuations: readonly string[];
  readonly steering: SteeringPlan | null;
}

/** One prompt read to a single row: over its text (story rule) or at its last token. */
export interface PointRequest {
  readonly prompt: Prompt;
  readonly set: VectorSetName;
  readonly at: "mean" | "last";
}

export interface PointReading {
  /** [P, K] in story σ. */
  readonly z: Float32Array;
  readonly tokens: number;
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
