/**
 * The page's side of the worker: calls with AbortSignals, failures as EngineErrors. The worker
 * starts with the first call. When it dies, every running call ends with `worker-died`, and the next
 * call starts a new one, which has no model until `load` is called again (the files are still kept).
 * One that ran out of memory, or lost its graphics processor, is ended: neither gives memory back.
 */
import * as Comlink from "comlink";
import { EngineError } from "../engine/errors.ts";
import type {
  BuildProgress,
  BuiltInBrowser,
  DeviceChoice,
  EngineFailure,
  GenerateDone,
  GenerateEvent,
  GenerateRequest,
  KeptModel,
  LoadedModel,
  LoadProgress,
  ModelRequest,
  ModelSummary,
  MoodringWorker,
  PointReading,
  PointRequest,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
  ScoreRequest,
  StoryFile,
} from "./contract.ts";
import { spawnWorker, type WorkerPort } from "./spawn.ts";

export { EngineError };

export interface WorkerClient {
  inspect(request: ModelRequest): Promise<ModelSummary>;
  load(
    request: ModelRequest,
    device: DeviceChoice,
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
  buildVectors(
    stories: readonly StoryFile[],
    onProgress: (progress: BuildProgress) => void,
    signal?: AbortSignal,
  ): Promise<BuiltInBrowser>;
  listKept(): Promise<KeptModel[]>;
  removeKept(key: string): Promise<void>;
  /** Ends the worker; running calls end with `worker-died`. */
  dispose(): void;
}

/** How long a worker may take to notice a cancel before it counts as hung. */
const CANCEL_GRACE_MS = 60_000;

type Remote = Comlink.Remote<MoodringWorker>;

interface Connection {
  readonly port: WorkerPort;
  /** Ends the calls that wait for an answer. */
  readonly waiting: Set<(error: EngineError) => void>;
  /** Why it was ended, where that is known. */
  why?: EngineError;
}

/** @param onDeath told of every worker that is gone, also of one that died while nothing ran */
export function createWorkerClient(
  spawn: () => WorkerPort = spawnWorker,
  onDeath: (error: EngineError) => void = () => undefined,
): WorkerClient {
  let current: Connection | undefined;
  let calls = 0;

  function connect(): Connection {
    if (current !== undefined) return current;
    const started: Connection = { port: spawn(), waiting: new Set() };
    current = started;
    void started.port.died.then(() => {
      drop(started);
      const why = started.why ?? died();
      for (const end of started.waiting) end(why);
      onDeath(why);
    });
    return started;
  }

  function drop(dead: Connection): void {
    if (current === dead) current = undefined;
    dead.port.terminate();
  }

  /** One call: ends at the first of its result, its cancelling and the worker's death. */
  async function run<T>(
    signal: AbortSignal | undefined,
    start: (remote: Remote, call: number) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw stopped();
    const used = connect();
    const { remote } = used.port;
    const call = ++calls;
    const result = start(remote, call);
    const settled = new AbortController();
    try {
      return await new Promise<T>((resolve, reject) => {
        used.waiting.add(reject);
        const onAbort = (): void => {
          reject(stopped());
          void remote.cancel(call);
          endIfHung(used, result);
        };
        signal?.addEventListener("abort", onAbort, { signal: settled.signal });
        settled.signal.addEventListener("abort", () => used.waiting.delete(reject));
        result.then(resolve, (error: unknown) => {
          const failure = toEngineError(error);
          reject(failure);
          if (failure.kind !== "out-of-memory" && failure.kind !== "gpu-lost") return;
          used.why = failure;
          drop(used);
        });
      });
    } finally {
      settled.abort();
    }
  }

  function endIfHung(used: Connection, result: Promise<unknown>): void {
    const timer = setTimeout(() => drop(used), CANCEL_GRACE_MS);
    const clear = (): void => clearTimeout(timer);
    result.then(clear, clear);
  }

  return {
    inspect: (request) => run(undefined, (remote) => remote.inspect(request)),
    load(request, device, onProgress, signal) {
      keepStorage();
      return run(signal, (remote, call) =>
        remote.load(request, device, call, listener(onProgress, signal)),
      );
    },
    read: (request, onEvent, signal) =>
      run(signal, (remote, call) => remote.read(request, call, listener(onEvent, signal))),
    generate: (request, onEvent, signal) =>
      run(signal, (remote, call) => remote.generate(request, call, listener(onEvent, signal))),
    score: (request, signal) => run(signal, (remote, call) => remote.score(request, call)),
    point: (request, signal) => run(signal, (remote, call) => remote.point(request, call)),
    buildVectors: (stories, onProgress, signal) =>
      run(signal, (remote, call) =>
        remote.buildVectors(stories, call, listener(onProgress, signal)),
      ),
    listKept: () => run(undefined, (remote) => remote.listKept()),
    removeKept: (key) => run(undefined, (remote) => remote.removeKept(key)),
    dispose() {
      if (current !== undefined) drop(current);
    },
  };
}

/** A callback for the worker that falls silent once its call is cancelled. */
function listener<E>(onEvent: (event: E) => void, signal: AbortSignal | undefined) {
  return Comlink.proxy((event: E) => {
    if (!signal?.aborted) onEvent(event);
  });
}

/** Asks the browser not to clear what is kept when it needs room. */
function keepStorage(): void {
  void globalThis.navigator?.storage?.persist?.().catch(() => undefined);
}

function stopped(): EngineError {
  return new EngineError("cancelled", "Stopped.");
}

function died(): EngineError {
  return new EngineError(
    "worker-died",
    "The browser ended the model's worker, most likely for lack of memory. What you typed is still here: load the model again.",
  );
}

function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (isFailure(error)) return new EngineError(error.kind, error.message);
  return new EngineError("worker-died", `The model's worker could not answer: ${String(error)}`, {
    cause: error,
  });
}

function isFailure(error: unknown): error is EngineFailure {
  return typeof error === "object" && error !== null && "kind" in error && "message" in error;
}
