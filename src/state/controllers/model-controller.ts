/** Inspects and loads the model that the settings name. */
import { parseModelRef } from "../../core/model-ref.ts";
import type { DeviceChoice, ModelRequest } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import type { AppStore } from "../store.ts";
import { watch } from "../watch.ts";

const DEVICE: DeviceChoice = { backend: "auto", precision: "auto", threads: null };

export interface ModelController {
  /** Learns what loading takes, without loading. A failure leaves the summary null. */
  inspect(): Promise<void>;
  /** Loads the model; does nothing while it loads or runs. */
  load(): Promise<void>;
  cancel(): void;
  dispose(): void;
}

/** @param base the page's address, against which the model's folder is found */
export function createModelController(
  store: AppStore,
  client: EngineClient,
  base: string,
): ModelController {
  let loading: AbortController | null = null;

  function request(): ModelRequest {
    const { model } = store.getState().settings;
    return {
      model: parseModelRef(model) ?? { kind: "catalogue", id: model },
      site: base,
      hub: null,
    };
  }

  async function inspect(): Promise<void> {
    if (store.getState().model.kind !== "idle") return;
    store.getState().setModel({ kind: "inspecting" });
    try {
      store.getState().setSummary(await client.inspect(request()));
    } catch {
      store.getState().setSummary(null);
    }
    if (store.getState().model.kind === "inspecting") store.getState().setModel({ kind: "idle" });
  }

  async function load(): Promise<void> {
    const { kind } = store.getState().model;
    if (kind === "loading" || kind === "ready") return;
    const started = new AbortController();
    loading = started;
    const { setModel } = store.getState();
    const startedAt = performance.now();
    setModel({ kind: "loading", progress: null, startedAt });
    try {
      const model = await client.load(
        request(),
        DEVICE,
        (progress) => {
          if (loading === started) setModel({ kind: "loading", progress, startedAt });
        },
        started.signal,
      );
      if (loading === started) setModel({ kind: "ready", model });
    } catch (error) {
      const failure = failureOf(error);
      if (loading !== started) return;
      setModel(failure.kind === "cancelled" ? { kind: "idle" } : { kind: "failed", failure });
    } finally {
      if (loading === started) loading = null;
    }
  }

  function cancel(): void {
    const running = loading;
    loading = null;
    running?.abort();
    if (store.getState().model.kind === "loading") store.getState().setModel({ kind: "idle" });
  }

  const end = watch(
    store,
    ({ settings }) => settings.model,
    () => {
      cancel();
      store.getState().setModel({ kind: "idle" });
      store.getState().setSummary(null);
      void inspect();
    },
  );

  return {
    inspect,
    load,
    cancel,
    dispose() {
      end();
      cancel();
    },
  };
}

/** Tells the store that the worker died, so that the page offers to load the model again. */
export function noteDeath(store: AppStore, error: unknown): void {
  const failure = failureOf(error);
  if (failure.kind === "worker-died" || failure.kind === "out-of-memory") {
    store.getState().setModel({ kind: "failed", failure });
  }
}
