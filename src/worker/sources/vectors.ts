/** Which emotion vectors weights have: those of this site, those built in this browser, or none. */
import type { EmotionVectors, VectorsManifest } from "../../core/vectors.ts";
import { entryOfWeights } from "../../engine/catalogue.ts";
import { joinVectors, parseVectorsManifest, vectorsBytes } from "../../engine/vectors-file.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import type { FileStore } from "../storage.ts";
import { type SourceEnvironment, siteCatalogue } from "./environment.ts";
import type { ObtainOptions, RemoteFile } from "./fetching.ts";

export type PlannedVectors =
  | { readonly origin: "shipped"; readonly manifest: VectorsManifest; readonly file: RemoteFile }
  | { readonly origin: "built"; readonly manifest: VectorsManifest; readonly data: Blob };

/** Names of what is built in this browser, in the folder of the weights' hash. */
export const BUILT = { json: "emotions.json", bin: "emotions.bin" } as const;

/**
 * Vectors of weights with that hash, wherever these come from; those of the site go first, unless
 * they were made for other weights.
 * @throws EngineError missing-file, offline, corrupt-model, cancelled
 */
export async function planVectors(
  weightsSha256: string,
  environment: SourceEnvironment,
): Promise<PlannedVectors | null> {
  const entry = entryOfWeights(await siteCatalogue(environment), weightsSha256);
  const shipped = entry?.vectors && (await shippedVectors(entry.id, weightsSha256, environment));
  return shipped || builtVectors(weightsSha256, environment.store);
}

/** Null where they were made for other weights: nothing they say would hold. */
async function shippedVectors(
  id: string,
  weightsSha256: string,
  { site }: SourceEnvironment,
): Promise<PlannedVectors | null> {
  const manifest = parseVectorsManifest(await site.json(`models/${id}/emotions.json`));
  if (manifest.weightsSha256 !== weightsSha256) return null;
  const file: RemoteFile = {
    url: site.address(`models/${id}/emotions.bin`),
    name: "emotions.bin",
    bytes: vectorsBytes(manifest.points, manifest.width),
    sha256: manifest.binSha256,
  };
  return { origin: "shipped", manifest, file };
}

/** Null where none were built, or what is kept of them is of no use. */
async function builtVectors(sha256: string, store: FileStore): Promise<PlannedVectors | null> {
  const json = await store.get(sha256, BUILT.json);
  const data = await store.get(sha256, BUILT.bin);
  if (json === undefined || data === undefined) return null;
  try {
    const manifest = parseVectorsManifest(JSON.parse(await json.text()));
    const whole = data.size === vectorsBytes(manifest.points, manifest.width);
    if (!whole || manifest.weightsSha256 !== sha256) return null;
    // The two files are written one after the other.
    const same = (await sha256Hex(new Uint8Array(await data.arrayBuffer()))) === manifest.binSha256;
    return same ? { origin: "built", manifest, data } : null;
  } catch {
    return null;
  }
}

/** @throws EngineError offline, missing-file, corrupt-model, cancelled */
export async function obtainVectors(
  planned: PlannedVectors,
  { fetching }: SourceEnvironment,
  options: ObtainOptions,
): Promise<EmotionVectors> {
  if (planned.origin === "built") {
    return joinVectors(planned.manifest, new Uint8Array(await planned.data.arrayBuffer()));
  }
  const { source } = await fetching.obtain(planned.file, options);
  return joinVectors(planned.manifest, await source.read(0, source.size));
}
