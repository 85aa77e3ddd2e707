/** Addresses of models on the hub, on a server that mirrors it, or anywhere. */
import type { ModelRef } from "../../core/model-ref.ts";
import { EngineError } from "../../engine/errors.ts";
import { nameOfFile } from "../../engine/model-name.ts";
import { shownName } from "../../engine/shown-name.ts";
import type { Place } from "./remote-plan.ts";

export const HUB = "https://huggingface.co";

type HubPlace = Pick<Extract<ModelRef, { kind: "hub" }>, "repo" | "revision">;

/**
 * @param hub a server that mirrors the hub's paths; null for the hub itself
 * @throws EngineError bad-input for a server that is no web address
 */
export function hubAddress({ repo, revision }: HubPlace, file: string, hub: string | null): string {
  const base = (hub ?? HUB).replace(/\/+$/, "");
  if (!/^https?:\/\/./i.test(base) || !URL.canParse(base)) {
    throw new EngineError(
      "bad-input",
      `“${shownName(base)}” is no address of a server. It should look like ${HUB}.`,
    );
  }
  const path = file.split("/").map(encodeURIComponent).join("/");
  return `${base}/${repo}/resolve/${encodeURIComponent(revision)}/${path}`;
}

export function hubPlace(ref: Extract<ModelRef, { kind: "hub" }>, hub: string | null): Place {
  return {
    ref,
    file: ref.file,
    address: (file) => hubAddress(ref, file, hub),
    name: ref.repo.slice(ref.repo.indexOf("/") + 1),
  };
}

/** The path stays as it is written, percent signs and all. */
export function urlPlace(ref: Extract<ModelRef, { kind: "url" }>): Place {
  const url = new URL(ref.url);
  const file = url.pathname.slice(1);
  const folder = file.split("/").at(-2);
  return {
    ref,
    file,
    address(other) {
      const beside = new URL(url);
      beside.pathname = `/${other}`;
      return beside.href;
    },
    name: nameOfFile(decoded(/\.gguf$/i.test(file) ? file : (folder ?? file))),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
