/**
 * Shows a recorded run where it is a run of exactly what is set, and no model runs. When a model is
 * there, live runs take its place.
 */
import { findModel, modelUrl } from "../../content/models.ts";
import { parseManifest } from "../../core/parse-vectors.ts";
import type { VectorsManifest } from "../../core/vectors.ts";
import type { RecordedLibrary } from "../recorded/library.ts";
import { RECORDED_MODELS, recordings } from "../recorded/list.ts";
import { playDosage, playRead, playSteer, recordedMark } from "../recorded/play.ts";
import type { RecordedRun } from "../recorded/schema.ts";
import type { Settings } from "../settings.ts";
import { loadedModel } from "../slices/model-slice.ts";
import { doseSpec, readRequest, steerColumns, steerPrompt } from "../specs.ts";
import type { AppStore } from "../store.ts";

export interface RecordedController {
  dispose(): void;
}

/** What a page's run depends on; display settings are not in it. */
export function runKey(settings: Settings): string | null {
  const { page, model, read, steer, dosage } = settings;
  if (page === "read") return JSON.stringify([page, model, readRequest(read)]);
  if (page === "steer") {
    const { sampler, maxTokens } = steer;
    // The random column is recorded with its run and can be shown or not.
    const columns = steerColumns({ ...steer, showRandom: true });
    return JSON.stringify([page, model, steerPrompt(steer), columns, sampler, maxTokens]);
  }
  if (page === "dosage") return JSON.stringify([page, model, doseSpec(dosage)]);
  return null;
}

/**
 * Fetches a model's vectors manifest without its weights, for spreads and the best layer. Rejects
 * where it is missing or no manifest.
 */
export async function fetchManifest(id: string, base: string): Promise<VectorsManifest> {
  const response = await fetch(`${modelUrl(id, base)}/emotions.json`);
  if (!response.ok) throw new Error(`emotions.json of ${findModel(id)?.name ?? id} is missing`);
  return parseManifest(await response.text());
}

export function createRecordedController(
  store: AppStore,
  library: RecordedLibrary,
  manifestOf: (model: string) => Promise<VectorsManifest>,
): RecordedController {
  const recorded = new Map(
    RECORDED_MODELS.flatMap(recordings).map(({ page, id, settings }) => [
      runKey(settings),
      { page, id },
    ]),
  );
  let shown: string | null = null;

  /** A model's manifest: the one that is there may still be of the model that was chosen before. */
  function known(model: string): Promise<VectorsManifest | null> {
    const { manifest } = store.getState();
    if (manifest?.model === model) return Promise.resolve(manifest);
    return manifestOf(model).catch(() => null);
  }

  async function show(key: string, page: RecordedRun["page"], id: string): Promise<void> {
    const { model } = store.getState().settings;
    const current = () => shown === key && loadedModel(store.getState()) === null;
    const [run, manifest] = await Promise.all([library(model, page, id), known(model)]);
    if (run === null || manifest === null || !current()) return;
    // Numbers of other vectors would be shown in the wrong unit.
    if (run.vectorsSha256 !== manifest.binSha256) return;
    if (store.getState().manifest !== manifest) store.getState().setManifest(manifest);
    const mark = recordedMark(run);
    if (run.page === "read") {
      const played = await playRead(run.run, mark);
      if (played !== null && current()) store.getState().showRead(played);
    } else if (run.page === "steer") {
      const columns = await playSteer(run);
      if (columns !== null && current()) store.getState().showSteer(columns, mark);
    } else {
      const state = await playDosage(run, doseSpec(store.getState().settings.dosage));
      if (state !== null && current()) store.getState().showDosage(state);
    }
  }

  /** A recorded run whose text is no longer there goes away; what a live run wrote stays. */
  function clear(page: Settings["page"]): void {
    const state = store.getState();
    if (page === "read" && state.read.run?.recorded) state.showRead(null);
    if (page === "steer" && state.steer.recorded) state.showSteer([], null);
    if (page === "dosage" && state.dosage.recorded) {
      state.showDosage({ status: "idle", spec: doseSpec(state.settings.dosage) });
    }
  }

  function update(): void {
    const state = store.getState();
    if (loadedModel(state) !== null) {
      shown = null;
      return;
    }
    const { settings } = state;
    const key = runKey(settings);
    if (key === shown) return;
    shown = key;
    const recording = recorded.get(key);
    if (key !== null && recording !== undefined) void show(key, recording.page, recording.id);
    else clear(settings.page);
  }

  const end = store.subscribe((state, before) => {
    // What was begun while the former model's vectors were still there has come to nothing.
    if (state.settings.model !== before.settings.model) shown = null;
    // A model that died leaves its last run on screen; one that was put away does not.
    const died = loadedModel(before) !== null && state.model.kind === "failed";
    if (died) shown = runKey(state.settings);
    else if (state.settings !== before.settings || state.model !== before.model) update();
  });
  update();
  return { dispose: end };
}
