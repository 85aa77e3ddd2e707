/** What a model is called, where no catalogue says it. */
import { parsePartName } from "./part-names.ts";
import { shownName } from "./shown-name.ts";

/** A file's name without its folder, its ending and its part's number. */
export function nameOfFile(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const stem =
    parsePartName(base)?.stem ?? base.replace(/\.(gguf|safetensors(\.index\.json)?)$/i, "");
  return shownName(stem).trim() || "model";
}

/** A name as an id: small letters, digits, dots and dashes. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 60);
  return slug || "model";
}
