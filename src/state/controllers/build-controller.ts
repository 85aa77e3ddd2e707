/** Builds the running model's vectors when asked, and lets every page read with them. */
import { storyFiles } from "../../content/story-files.ts";
import type { StoryFile } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import { loadedModel } from "../slices/model-slice.ts";
import type { AppStore } from "../store.ts";
import { noteDeath } from "./model-controller.ts";

export interface BuildController {
  /** Begins, or goes on where a build was stopped. Does nothing while one runs. */
  start(): Promise<void>;
  stop(): void;
  dispose(): void;
}

export function createBuildController(
  store: AppStore,
  client: EngineClient,
  stories: () => Promise<readonly StoryFile[]> = storyFiles,
): BuildController {
  let running: AbortController | null = null;

  async function start(): Promise<void> {
    const { setBuild } = store.getState();
    const model = loadedModel(store.getState());
    if (model === null || running !== null) return;
    const started = new AbortController();
    running = started;
    const current = () => running === started;
    setBuild({ kind: "running", progress: null });
    try {
      const built = await client.buildVectors(
        await stories(),
        (progress) => {
          if (current()) setBuild({ kind: "running", progress });
        },
        started.signal,
      );
      if (!current()) return;
      const { vectors } = built;
      setBuild({ kind: "done", built });
      store.getState().setModel({
        kind: "ready",
        model: { ...model, vectors, vectorsSha256: vectors.binSha256 },
      });
    } catch (error) {
      const failure = failureOf(error);
      if (!current()) return;
      setBuild(failure.kind === "cancelled" ? { kind: "stopped" } : { kind: "failed", failure });
      noteDeath(store, error);
    } finally {
      if (current()) running = null;
    }
  }

  function stop(): void {
    running?.abort();
  }

  // Another model, or none: what was built for the former one is of no use here.
  const end = store.subscribe((state, before) => {
    if (state.model === before.model || running === null) return;
    if (loadedModel(state) !== null) return;
    running.abort();
    running = null;
    state.setBuild({ kind: "stopped" });
  });

  return {
    start,
    stop,
    dispose() {
      end();
      stop();
    },
  };
}
