/** What the chosen model is called on screen. */
import { findModel } from "../content/models.ts";
import { parseModelRef } from "../core/model-ref.ts";
import { loadedModel } from "../state/slices/model-slice.ts";
import type { AppState } from "../state/store.ts";

/** Its own name where that is known, else what the settings' text tells of it. */
export function modelName(
  state: Pick<AppState, "model" | "summary" | "settings" | "ownFiles">,
): string {
  const own = state.ownFiles ?? loadedModel(state)?.name ?? state.summary?.name;
  return own ?? nameOfRef(state.settings.model);
}

/** Whether a reference's text is of this site's list. */
export function isListed(text: string): boolean {
  return parseModelRef(text)?.kind === "catalogue";
}

/** A name out of a reference's text: the file's, without its ending. */
export function nameOfRef(text: string): string {
  const ref = parseModelRef(text);
  switch (ref?.kind) {
    case undefined:
      return text;
    case "catalogue":
      return findModel(ref.id)?.name ?? ref.id;
    case "hub":
      return fileName(ref.file);
    case "url":
      return fileName(new URL(ref.url).pathname);
    case "kept":
      return `Own model ${ref.key.slice(0, 8)}`;
  }
}

function fileName(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(
    /\.(gguf|safetensors|safetensors\.index\.json)$/i,
    "",
  );
}
