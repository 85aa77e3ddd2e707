/** Everything that acts on the store, started together: what main.tsx calls after bootStore. */
import { createDosageController, type DosageController } from "./controllers/dosage-controller.ts";
import { createModelController, type ModelController } from "./controllers/model-controller.ts";
import { createReadController } from "./controllers/read-controller.ts";
import { createRecordedController, fetchManifest } from "./controllers/recorded-controller.ts";
import { createSteerController, type SteerController } from "./controllers/steer-controller.ts";
import type { EngineClient } from "./engine-client.ts";
import { type RecordedLibrary, shippedRecordings } from "./recorded/library.ts";
import type { AppStore } from "./store.ts";

export interface Controllers {
  readonly model: ModelController;
  readonly steer: SteerController;
  readonly dosage: DosageController;
  dispose(): void;
}

/**
 * Starts the controllers. The model is inspected at once, and loaded only where a whole link asks
 * for it. `base` is the page's address.
 */
export function startControllers(
  store: AppStore,
  client: EngineClient,
  base: string,
  library: RecordedLibrary = shippedRecordings,
): Controllers {
  const model = createModelController(store, client, base);
  const read = createReadController(store, client);
  const steer = createSteerController(store, client);
  const dosage = createDosageController(store, client);
  const recorded = createRecordedController(store, library, (id) => fetchManifest(id, base));
  if (store.getState().settings.start) void model.load();
  else void model.inspect();
  return {
    model,
    steer,
    dosage,
    dispose() {
      for (const one of [model, read, steer, dosage, recorded]) one.dispose();
    },
  };
}
