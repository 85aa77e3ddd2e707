/**
 * Small JSON files of this site whose content may change: the list of models, a model's manifest, its
 * vectors' description. The site's copy wins whenever it can be reached; else the one that was kept.
 */
import { EngineError } from "../../engine/errors.ts";
import { askText } from "../fetch/body.ts";
import type { FileStore, Refusal } from "../storage.ts";

/** The site's files as one load sees them: each is fetched once. */
export interface SiteFiles {
  /**
   * @param path under the site's address
   * @throws EngineError missing-file, offline (and none was kept), corrupt-model, cancelled
   */
  json(path: string): Promise<unknown>;
  address(path: string): string;
  /** Keeps what was fetched, for visits without a network; resolves to why it could not be kept. */
  keep(): Promise<Refusal | undefined>;
}

export function siteFiles(site: string, store: FileStore, signal: AbortSignal): SiteFiles {
  const fetched = new Map<string, string>();
  const known = new Map<string, Promise<unknown>>();
  const address = (path: string): string => new URL(path, site).href;

  async function read(url: string): Promise<unknown> {
    let text: string;
    try {
      text = await askText(url, signal);
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind !== "offline") throw error;
      const kept = await store.get(...place(url));
      if (kept === undefined) throw error;
      return parse(url, await kept.text());
    }
    const json = parse(url, text);
    fetched.set(url, text);
    return json;
  }

  return {
    address,
    json(path) {
      const url = address(path);
      const found = known.get(url) ?? read(url);
      known.set(url, found);
      return found;
    },
    async keep() {
      for (const [url, text] of fetched) {
        const refusal = await store.put(...place(url), new Blob([text]));
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError(
      "corrupt-model",
      `${new URL(url).pathname.split("/").at(-1)} on this site is not JSON: it is cut short or damaged.`,
      { cause: error },
    );
  }
}

/** Folder and name for an address. The host is left out: storage belongs to one site already. */
function place(url: string): [folder: string, name: string] {
  const { pathname } = new URL(url);
  const slash = pathname.lastIndexOf("/");
  return [
    `at-${encodeURIComponent(pathname.slice(0, slash)).slice(-200)}`,
    pathname.slice(slash + 1),
  ];
}
