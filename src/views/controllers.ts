/** What runs behind the pages, in React: one provider at the top, one hook below it. */
import { createContext, useContext } from "react";
import type { DosageController } from "../state/controllers/dosage-controller.ts";
import type { ModelController } from "../state/controllers/model-controller.ts";
import type { ReadController } from "../state/controllers/read-controller.ts";
import type { SteerController } from "../state/controllers/steer-controller.ts";
import type { EngineClient } from "../state/engine-client.ts";

export interface Controllers {
  readonly model: ModelController;
  readonly read: ReadController;
  readonly steer: SteerController;
  readonly dosage: DosageController;
  /** The engine itself, for calls that no controller makes. */
  readonly client: EngineClient;
}

export const ControllersContext = createContext<Controllers | null>(null);

/** Throws outside of the provider. */
export function useControllers(): Controllers {
  const controllers = useContext(ControllersContext);
  if (controllers === null) throw new Error("ControllersContext is missing");
  return controllers;
}
