/** Everything that acts on the store, started together: what main.tsx calls after bootStore. */

import { findModel } from "../content/models.ts";
import { parseModelRef } from "../core/model-ref.ts";
import type { ModelSummary } from "../worker/contract.ts";
import { type BuildController, createBuildController } from "./controllers/build-controller.ts";
import { createDosageController, type DosageController } from "./controllers/dosage-controller.ts";
import {
  createExperimentController,
  type ExperimentController,
} from "./controllers/experiment-controller.ts";
import { createModelController, type ModelController } from "./controllers/model-controller.ts";
import { createReadController, type ReadController } from "./controllers/read-controller.ts";
import { createRecordedController, fetchManifest } from "./controllers/recorded-controller.ts";
import { createSteerController, type SteerController } from "./controllers/steer-controller.ts";
import type { EngineClient } from "./engine-client.ts";
import { shippedExperiments } from "./experiments/library.ts";
import { type RecordedLibrary, shippedRecordings } from "./recorded/library.ts";
import type { Settings } from "./settings.ts";
import type { AppStore } from "./store.ts";
import { watch } from "./watch.ts";

export interface Controllers {
  readonly model: ModelController;
  readonly read: ReadController;
  readonly steer: SteerController;
  readonly dosage: DosageController;
  readonly build: BuildController;
  readonly experiment: ExperimentController;
  dispose(): void;
}

/**
 * Starts the controllers. The model is inspected at once, and loaded only where a whole link asks
 * for it, as the page opens or later, `mayStart` agrees to what loading takes, and nothing of it
 * comes from another site: a link must not make the browser fetch gigabytes from anywhere. `base` is
 * the page's address.
 */
export function startControllers(
  store: AppStore,
  client: EngineClient,
  base: string,
  library: RecordedLibrary = shippedRecordings,
  mayStart: (summary: ModelSummary | null) => boolean = () => true,
): Controllers {
  const model = createModelController(store, client, base);
  const read = createReadController(store, client);
  const steer = createSteerController(store, client);
  const dosage = createDosageController(store, client);
  const build = createBuildController(store, client);
  const experiment = createExperimentController(store, client, shippedExperiments, (id) =>
    fetchManifest(id, base),
  );
  const recorded = createRecordedController(store, library, (id) => fetchManifest(id, base));
  const startWhenAsked = async () => {
    const asked = modelToStart(store.getState().settings);
    if (asked === null) return;
    await model.inspected();
    const { settings, summary, model: status } = store.getState();
    if (status.kind === "asking" || modelToStart(settings) !== asked) return;
    if (needsNoOtherSite(settings.model, summary) && mayStart(summary)) await model.load();
  };
  void model.inspect();
  void startWhenAsked();
  const end = watch(
    store,
    ({ settings }) => modelToStart(settings),
    () => {
      // Whoever chooses a model on the page loads it there.
      if (store.getState().lastChange === "restored") void startWhenAsked();
    },
  );
  return {
    model,
    read,
    steer,
    dosage,
    build,
    experiment,
    dispose() {
      end();
      for (const one of [build, experiment, model, read, steer, dosage, recorded]) one.dispose();
    },
  };
}

/** The model that a link asks to start, or null. */
function modelToStart({ start, model }: Settings): string | null {
  return start ? model : null;
}

/**
 * Whether nothing has to be fetched from elsewhere. An address and a file of the hub always ask:
 * what is kept of them may have changed there, and a server need not say how much it will send.
 */
function needsNoOtherSite(model: string, summary: ModelSummary | null): boolean {
  const ref = parseModelRef(model);
  if (ref?.kind === "kept") return summary !== null;
  if (ref?.kind !== "catalogue") return false;
  const { repo, bytes } = findModel(ref.id) ?? {};
  if (repo === null) return true;
  return bytes != null && summary !== null && summary.cachedBytes >= summary.bytes;
}
