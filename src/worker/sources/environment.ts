/** What finding and fetching a model needs: one for each call. */
import { type Catalogue, parseCatalogue } from "../../engine/catalogue.ts";
import type { ModelRequest } from "../contract.ts";
import type { FileStore } from "../storage.ts";
import type { Fetching } from "./fetching.ts";
import { type SiteFiles, siteFiles } from "./site-file.ts";

export interface SourceEnvironment {
  readonly request: ModelRequest;
  readonly store: FileStore;
  readonly fetching: Fetching;
  readonly site: SiteFiles;
  readonly signal: AbortSignal;
}

export function sourceEnvironment(
  request: ModelRequest,
  store: FileStore,
  fetching: Fetching,
  signal: AbortSignal,
): SourceEnvironment {
  return { request, store, fetching, signal, site: siteFiles(request.site, store, signal) };
}

/** The site's list of models. @throws EngineError missing-file, offline, corrupt-model, cancelled */
export async function siteCatalogue({ site }: SourceEnvironment): Promise<Catalogue> {
  return parseCatalogue(await site.json("models/catalogue.json"));
}
