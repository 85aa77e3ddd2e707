/** Inspects and loads the model that the settings name. */
import { formatModelRef, type ModelRef, parseModelRef } from "../../core/model-ref.ts";
import type {
  DeviceChoice,
  EngineFailure,
  ErrorKind,
  KeptModel,
  LoadedModel,
  ModelRequest,
  ModelSummary,
} from "../../worker/contract.ts";
import { Agreed, elsewhere } from "../elsewhere.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import type { AppStore } from "../store.ts";
import { watch } from "../watch.ts";

export interface ModelController {
  /**
   * Learns what loading takes, without loading. A failure leaves the summary null. Where a link names
   * another server, only what lies here already is looked at: else the user is asked.
   */
  inspect(): Promise<void>;
  /** Resolves once it is known what can be known of the model that is chosen. */
  inspected(): Promise<void>;
  /** The user's word for the server that a link names: the model is looked at, and not loaded. */
  agree(): Promise<void>;
  /** Loads the model; does nothing while it loads or runs, or the user has to be asked. */
  load(): Promise<void>;
  /** Loads a model that the user's own files are; from then on the settings name it. */
  loadFiles(files: readonly File[]): Promise<void>;
  /** Chooses another model and loads it. */
  choose(model: ModelRef): Promise<void>;
  /** What loading a model would take that is not chosen: the user's word for its server. Rejects with an EngineFailure. */
  look(model: ModelRef): Promise<ModelSummary>;
  /** Models that this browser keeps. */
  kept(): Promise<readonly KeptModel[]>;
  forget(key: string): Promise<void>;
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

  /** Files that were chosen and did not load: trying again tries them. */
  let files: readonly File[] | null = null;
  /** The name that a load of files has just given the settings. */
  let named: string | null = null;
  /** Grows with each inspection: an answer about a model that is no longer chosen is late. */
  let inspections = 0;
  let latest: Promise<void> = Promise.resolve();
  const agreed = new Agreed();

  function request(other?: ModelRef): ModelRequest {
    const { model: chosen, hub } = store.getState().settings;
    const model = other ?? parseModelRef(chosen) ?? { kind: "catalogue", id: chosen };
    const plain = { model, site: base, hub };
    const covered = agreed.covers({ model: formatModelRef(model), hub });
    return covered ? plain : { ...plain, nearby: true };
  }

  function inspect(): Promise<void> {
    const { kind } = store.getState().model;
    if (kind === "idle" || kind === "asking") latest = look();
    return latest;
  }

  async function look(): Promise<void> {
    store.getState().setModel({ kind: "inspecting" });
    const mine = ++inspections;
    const asked = request();
    const summary = await client.inspect(asked).catch(() => null);
    if (mine !== inspections) return;
    store.getState().setSummary(summary);
    if (store.getState().model.kind !== "inspecting") return;
    const host = summary === null && asked.nearby ? hostOf(store) : null;
    store.getState().setModel(host === null ? { kind: "idle" } : { kind: "asking", host });
  }

  async function load(): Promise<void> {
    const { kind } = store.getState().model;
    if (kind === "loading" || kind === "ready" || kind === "asking") return;
    if (files === null && request().nearby) {
      // What ran or failed before may have come with another link's word, or be removed since.
      if (kind === "failed") store.getState().setModel({ kind: "idle" });
      await inspect();
      if (store.getState().model.kind !== "idle") return;
    }
    await run();
  }

  /** @param without the graphics processor, and why, where it was lost */
  async function run(without?: EngineFailure): Promise<void> {
    const chosen = files;
    const started = new AbortController();
    loading = started;
    const { setModel } = store.getState();
    const startedAt = performance.now();
    let networkSince = startedAt;
    setModel({ kind: "loading", progress: null, startedAt, networkSince });
    try {
      const model = await client.load(
        chosen === null ? request() : { ...request(), files: chosen },
        deviceFor(store.getState().settings.device, without),
        (progress) => {
          if (loading !== started) return;
          if (progress.fetched === 0) networkSince = performance.now();
          setModel({ kind: "loading", progress, startedAt, networkSince });
        },
        started.signal,
      );
      if (loading !== started) return;
      setModel({ kind: "ready", model: without ? noting(model, without) : model });
      if (chosen !== null) nameFiles(model.ref);
    } catch (error) {
      const failure = failureOf(error);
      if (loading !== started) return;
      // The graphics processor was lost while the model was loaded.
      if (failure.kind === "gpu-lost" && without === undefined) return run(failure);
      setModel(failure.kind === "cancelled" ? { kind: "idle" } : { kind: "failed", failure });
    } finally {
      if (loading === started) loading = null;
    }
  }

  function take(chosen: readonly File[] | null): void {
    files = chosen;
    store.getState().setOwnFiles(chosen && filesName(chosen));
  }

  function nameFiles(ref: ModelRef): void {
    take(null);
    named = formatModelRef(ref);
    store.getState().edit({ model: named });
    const mine = ++inspections;
    void client.inspect(request()).then(
      (summary) => {
        if (mine === inspections) store.getState().setSummary(summary);
      },
      () => undefined,
    );
  }

  function cancel(): void {
    const running = loading;
    loading = null;
    take(null);
    running?.abort();
    if (store.getState().model.kind === "loading") store.getState().setModel({ kind: "idle" });
  }

  /** Whatever ran or loaded is no longer what is asked for. */
  function putAway(): void {
    cancel();
    inspections++;
    const { setModel, setSummary, forgetRuns } = store.getState();
    setModel({ kind: "idle" });
    setSummary(null);
    forgetRuns();
  }

  function startOver(): Promise<void> {
    putAway();
    return inspect();
  }

  const ends = [
    watch(
      store,
      ({ settings }) => settings.model,
      (model) => {
        const { lastChange } = store.getState();
        if (lastChange !== "restored") agreed.to({ model, hub: null });
        if (model !== named) void startOver();
        named = null;
      },
    ),
    watch(
      store,
      ({ settings }) => settings.hub,
      (hub) => {
        const { model, summary, lastChange } = store.getState();
        if (lastChange !== "restored" && hub !== null) agreed.toHub(hub);
        if (model.kind !== "ready" && summary?.ref.kind !== "kept") void startOver();
      },
    ),
    watch(
      store,
      ({ model }) => (model.kind === "failed" ? model.failure : null),
      (failure) => {
        if (failure?.kind === "gpu-lost" && loading === null) void run(failure);
      },
    ),
  ];

  return {
    inspect,
    async inspected() {
      let awaited: Promise<void>;
      do {
        awaited = latest;
        await awaited;
      } while (awaited !== latest);
    },
    agree() {
      agreed.to(store.getState().settings);
      return inspect();
    },
    load,
    async loadFiles(chosen) {
      putAway();
      take(chosen);
      await run();
    },
    async choose(model) {
      take(null);
      const { settings, model: status, edit, setModel } = store.getState();
      const name = formatModelRef(model);
      agreed.to({ model: name, hub: settings.hub });
      if (name !== settings.model) edit({ model: name });
      // Also one that runs: on another device, say. And one that a link names is now the user's choice.
      else if (status.kind === "ready" || status.kind === "asking") setModel({ kind: "idle" });
      await load();
    },
    look(model) {
      agreed.to({ model: formatModelRef(model), hub: store.getState().settings.hub });
      return client.inspect(request(model));
    },
    kept: () => client.listKept(),
    async forget(key) {
      await client.removeKept(key);
      // What the page says of the chosen model may be of the one that is gone.
      await inspect();
    },
    cancel,
    dispose() {
      for (const end of ends) end();
      cancel();
    },
  };
}

function hostOf(store: AppStore): string | null {
  return elsewhere(store.getState().settings)?.host ?? null;
}

/** "tiny.gguf", "3 files". */
function filesName(files: readonly File[]): string {
  const [only, ...others] = files;
  return only !== undefined && others.length === 0 ? only.name : `${files.length} files`;
}

function deviceFor(chosen: DeviceChoice, without: EngineFailure | undefined): DeviceChoice {
  return without ? { ...chosen, backend: "wasm" } : chosen;
}

function noting(model: LoadedModel, { message }: EngineFailure): LoadedModel {
  const note = `${message} The model was loaded again and runs on WebAssembly now. What you typed is as you left it.`;
  return { ...model, notes: [note, ...model.notes] };
}

/** Failures after which the model that ran is gone. */
const DEATHS: ReadonlySet<ErrorKind> = new Set(["worker-died", "out-of-memory", "gpu-lost"]);

/**
 * Tells the store that the model is gone, so that the page offers to load it again; after the loss of
 * a graphics processor that happens by itself.
 */
export function noteDeath(store: AppStore, error: unknown): void {
  const failure = failureOf(error);
  if (DEATHS.has(failure.kind)) {
    store.getState().setModel({ kind: "failed", failure });
  }
}
