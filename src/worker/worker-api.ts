/** The contract's calls over an engine: one model at a time, one call at a time, each cancellable. */
import { EngineError, throwIfCancelled } from "../engine/errors.ts";
import type { Model } from "../engine/model.ts";
import type { OpenProgress } from "../engine/open.ts";
import { buildInBrowser } from "./build-vectors.ts";
import { createCalls } from "./calls.ts";
import type {
  DeviceChoice,
  LoadedModel,
  LoadProgress,
  ModelRequest,
  MoodringWorker,
} from "./contract.ts";
import { eventSink } from "./events.ts";
import { asFailure } from "./failure.ts";
import { type SourceEnvironment, sourceEnvironment } from "./sources/environment.ts";
import type { Fetching } from "./sources/fetching.ts";
import type { ObtainedModel } from "./sources/finish-model.ts";
import { listKept, removeKept } from "./sources/kept-models.ts";
import { obtainModel } from "./sources/obtain-model.ts";
import { inspectModel } from "./sources/summary.ts";
import type { FileStore } from "./storage.ts";
import { createTurns } from "./turns.ts";

/** What the worker needs of a model that runs. */
export type RunningModel = Pick<
  Model,
  "info" | "read" | "generate" | "score" | "point" | "buildVectors" | "dispose"
>;

export interface WorkerParts {
  readonly store: FileStore;
  readonly fetching: Fetching;
  readonly hasSimd: () => boolean;
  /** Makes a running model of its files. @throws EngineError cancelled, among others */
  readonly open: (
    files: ObtainedModel,
    device: DeviceChoice,
    onProgress: (progress: OpenProgress) => void,
    signal: AbortSignal,
  ) => Promise<RunningModel>;
}

export function createWorkerApi({ store, fetching, hasSimd, open }: WorkerParts): MoodringWorker {
  const calls = createCalls();
  const turns = createTurns();
  let current: { readonly model: RunningModel; readonly loaded: LoadedModel } | undefined;

  function environment(request: ModelRequest, signal: AbortSignal): SourceEnvironment {
    return sourceEnvironment(request, store, fetching, signal);
  }

  /** A call on the running model, in its turn; `emit` sends its events. */
  function onModel<E, T>(
    call: number,
    callback: (event: E) => void,
    task: (model: RunningModel, emit: (event: E) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return asFailure(async () => {
      const events = eventSink(callback);
      try {
        return await calls.run(call, (signal) =>
          turns.take(signal, () => task(running(), events.emit, signal)),
        );
      } finally {
        await events.settled();
      }
    });
  }

  function running(): RunningModel {
    if (current !== undefined) return current.model;
    throw new EngineError("worker-died", "No model is loaded (any more). Load it, then try again.");
  }

  async function load(
    request: ModelRequest,
    device: DeviceChoice,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<LoadedModel> {
    if (!hasSimd()) {
      throw new EngineError(
        "no-simd",
        "This browser has no WebAssembly SIMD, which the model needs. A current Chrome, Edge, Firefox or Safari has it; recorded runs work here.",
      );
    }
    const since = performance.now();
    const files = await obtainModel(environment(request, signal), onProgress);
    throwIfCancelled(signal);
    // Never two models in memory at once.
    await current?.model.dispose();
    current = undefined;
    const model = await open(
      files,
      device,
      (step) => onProgress({ ...step, cached: true, fetched: 0 }),
      signal,
    );
    const loaded: LoadedModel = {
      ...model.info,
      ref: files.ref,
      notes: [...files.notes, ...model.info.notes],
      loadMs: performance.now() - since,
      ...(files.notKept === undefined ? {} : { notKept: files.notKept }),
    };
    current = { model, loaded };
    return loaded;
  }

  return {
    inspect: (request) =>
      asFailure(() => inspectModel(environment(request, new AbortController().signal))),
    buildVectors: (stories, call, onProgress) =>
      onModel(call, onProgress, (model, emit, signal) =>
        buildInBrowser(model, stories, store, emit, signal),
      ),
    listKept: () => asFailure(() => listKept(store, fetching)),
    removeKept: (key) => asFailure(() => removeKept(key, store)),
    load: (request, device, call, onProgress) =>
      asFailure(async () => {
        const events = eventSink(onProgress);
        try {
          return await calls.run(call, (signal) =>
            turns.take(signal, () => load(request, device, events.emit, signal)),
          );
        } finally {
          await events.settled();
        }
      }),
    read: (request, call, onEvent) =>
      onModel(call, onEvent, (model, emit, signal) => model.read(request, emit, signal)),
    generate: (request, call, onEvent) =>
      onModel(call, onEvent, (model, emit, signal) => model.generate(request, emit, signal)),
    score: (request, call) =>
      onModel(call, ignore, (model, _, signal) => model.score(request, signal)),
    point: (request, call) =>
      onModel(call, ignore, (model, _, signal) => model.point(request, signal)),
    cancel: async (call) => calls.cancel(call),
  };
}

function ignore(): void {
  // Calls without events.
}
