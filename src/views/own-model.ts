import { parseModelRef } from "../core/model-ref.ts";
import type { AppState } from "../state/store.ts";

/** Whether the model that is asked for is a file of the user's own. */
export function isOwnModel({
  ownFiles,
  settings,
}: Pick<AppState, "ownFiles" | "settings">): boolean {
  return ownFiles !== null || parseModelRef(settings.model)?.kind === "kept";
}
