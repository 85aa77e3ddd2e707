/** What runs behind the pages, in React: one provider at the top, one hook below it. */
import { createContext, useContext } from "react";
import type { EngineClient } from "../state/engine-client.ts";
import type { Controllers as StateControllers } from "../state/start.ts";

export interface Controllers extends StateControllers {
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
