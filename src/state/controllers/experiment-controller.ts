/**
 * Runs the experiment that is open, item by item, and shows its recorded run until then. What a run
 * has done stays when it is stopped or fails: it goes on from there.
 */

import type { VectorsManifest } from "../../core/vectors.ts";
import type { Experiment, ModelFacts, Settings } from "../../experiments/contract.ts";
import { readSettings } from "../../experiments/fields.ts";
import type { ExperimentLibrary } from "../../experiments/library.ts";
import { difference, resultHeader } from "../../experiments/result-file.ts";
import { runItems, WHOLE } from "../../experiments/run-items.ts";
import type { LoadedModel } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import { loadedModel, readingModel } from "../slices/model-slice.ts";
import type { AppStore } from "../store.ts";
import { createLatest } from "./latest.ts";
import { noteDeath } from "./model-controller.ts";

export interface ExperimentController {
  /** Runs what is set, or goes on with it. Nothing happens without a model that has vectors. */
  run(): void;
  stop(): void;
  dispose(): void;
}

/** What a result depends on, of a model that runs in the page; null while it has no vectors. */
export function factsOf(model: LoadedModel | null): ModelFacts | null {
  if (model?.vectors == null || model.vectorsSha256 === null) return null;
  const { id, name, weightsSha256, vectorsSha256, layers, contextTokens, vectors } = model;
  return { id, name, weightsSha256, vectorsSha256, layers, contextTokens, vectors };
}

export function createExperimentController(
  store: AppStore,
  client: EngineClient,
  library: ExperimentLibrary,
  /** What the settings need to know of a model that is not loaded: its layers, and which is best. */
  manifestOf: (model: string) => Promise<VectorsManifest>,
): ExperimentController {
  const latest = createLatest();
  let runs = 0;
  let shown: string | null = null;

  function run(): void {
    const facts = factsOf(readingModel(store.getState()));
    const { name, given } = store.getState().settings.experiment;
    if (facts === null) return;
    latest.run(async (signal) => {
      const experiment = await library.find(name);
      if (experiment === null || signal.aborted) return;
      const { settings } = readSettings(experiment.fields, given, facts);
      if (experiment.fault(settings, facts) !== null) return;
      await perform(experiment, settings, facts, signal);
    });
  }

  async function perform(
    experiment: Experiment,
    settings: Settings,
    facts: ModelFacts,
    signal: AbortSignal,
  ): Promise<void> {
    const id = ++runs;
    const date = new Date().toISOString();
    const machine = "this browser";
    const header = resultHeader({ experiment, settings, facts, shard: WHOLE, date, machine });
    const before = store.getState().experiment;
    const goesOn =
      !before.recorded && before.header !== null && difference(before.header, header) === null;
    const rows = goesOn && before.rows.size < header.items ? before.rows : new Map();
    store.getState().beginExperiment(id, header, rows, performance.now());
    try {
      await runItems({
        experiment,
        settings,
        facts,
        model: client,
        done: new Set(rows.keys()),
        signal,
        onRow: (row) => store.getState().onExperimentRow(id, row.id, row.row),
      });
      store.getState().endExperiment(id, null);
    } catch (error) {
      store.getState().endExperiment(id, failureOf(signal.aborted ? signal.reason : error));
      noteDeath(store, error);
    }
  }

  /** The recorded run of the model that is chosen, where none is live. */
  async function show(name: string, model: string): Promise<void> {
    const key = `${name} ${model}`;
    if (shown === key) return;
    shown = key;
    latest.cancel();
    const [found, manifest] = await Promise.all([
      name === "" ? null : library.recorded(name, model),
      store.getState().manifest?.model === model ? null : manifestOf(model).catch(() => null),
    ]);
    if (shown === key && manifest !== null && loadedModel(store.getState()) === null) {
      store.getState().setManifest(manifest);
    }
    if (shown === key && store.getState().experiment.status !== "running") {
      store.getState().showExperiment(found);
    }
  }

  function update(): void {
    const { settings } = store.getState();
    if (settings.page === "experiments") void show(settings.experiment.name, settings.model);
    else latest.cancel();
  }

  const end = store.subscribe((state, before) => {
    if (state.settings !== before.settings) update();
  });
  update();
  return {
    run,
    stop: () => latest.cancel(),
    dispose() {
      end();
      latest.cancel();
    },
  };
}
