/** Other servers that a model would come from, and the user's word for them. */
import { findModel } from "../content/models.ts";
import { parseModelRef } from "../core/model-ref.ts";
import type { Settings } from "./settings.ts";

const HUB_HOST = "huggingface.co";

export interface Elsewhere {
  /** The server that would be asked: "example.org", "localhost:8080". */
  readonly host: string;
  /** What takes the user's word: the text that names the model, the server in place of the hub. */
  readonly named: readonly string[];
}

/**
 * The server outside of this site that a model comes from, or null where there is none. The list of
 * this site is trusted with the hub itself; any other model, and any other hub, is somebody's choice.
 */
export function elsewhere({ model, hub }: Pick<Settings, "model" | "hub">): Elsewhere | null {
  const ref = parseModelRef(model);
  const mirror = hub === null ? [] : [hub];
  const host = hub === null ? HUB_HOST : new URL(hub).host;
  switch (ref?.kind) {
    case "url":
      return { host: new URL(ref.url).host, named: [model] };
    case "hub":
      return { host, named: [model, ...mirror] };
    case "catalogue":
      return findModel(ref.id)?.repo === null ? null : { host, named: mirror };
    default:
      return null;
  }
}

/** What the user has agreed to, as long as the page is open. */
export class Agreed {
  private readonly words = new Set<string>();

  /** To every server that a model of these settings comes from. */
  to(settings: Pick<Settings, "model" | "hub">): void {
    for (const named of elsewhere(settings)?.named ?? []) this.words.add(named);
  }

  /** To one server in place of the hub. */
  toHub(hub: string): void {
    this.words.add(hub);
  }

  covers(settings: Pick<Settings, "model" | "hub">): boolean {
    return elsewhere(settings)?.named.every((named) => this.words.has(named)) ?? true;
  }
}

/** Whether a host is the machine that the page is open on. */
export function isThisMachine(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}
