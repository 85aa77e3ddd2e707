/** The two small files that name all others of a model: manifest.json and emotions.json. */
import type { VectorsManifest } from "../core/vectors.ts";
import { EngineError } from "../engine/errors.ts";
import { type ModelManifest, parseModelManifest } from "../engine/manifest.ts";
import { parseVectorsManifest } from "../engine/vectors-file.ts";
import { downloadText } from "./download.ts";
import type { FileStore } from "./storage.ts";

export interface ModelIndex {
  readonly manifest: ModelManifest;
  readonly vectors: VectorsManifest;
  /** Both files as they came, to be kept. */
  readonly texts: Readonly<Record<IndexFile, string>>;
}

const INDEX_FILES = ["manifest.json", "emotions.json"] as const;
type IndexFile = (typeof INDEX_FILES)[number];

/**
 * The index from the site, or the kept one where the site can't be reached.
 * @throws EngineError missing-file, offline, corrupt-model, cancelled
 */
export async function fetchIndex(
  url: string,
  store: FileStore,
  signal: AbortSignal,
): Promise<ModelIndex> {
  try {
    const [manifest, vectors] = await Promise.all(
      INDEX_FILES.map((file) => downloadText(`${url}/${file}`, signal)),
    );
    return parseIndex(manifest ?? "", vectors ?? "");
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== "offline") throw error;
    const kept = await keptIndex(url, store);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** The index that was kept of an address; undefined where none is, or none of use. */
export async function keptIndex(url: string, store: FileStore): Promise<ModelIndex | undefined> {
  const [manifest, vectors] = await Promise.all(
    INDEX_FILES.map((file) => store.get(addressFolder(url), file)),
  );
  if (manifest === undefined || vectors === undefined) return undefined;
  try {
    return parseIndex(await manifest.text(), await vectors.text());
  } catch {
    // Kept by another version of this page.
    return undefined;
  }
}

/** Keeps an index; resolves to why it could not be kept. */
export async function keepIndex(
  url: string,
  store: FileStore,
  { texts }: ModelIndex,
): Promise<string | undefined> {
  for (const file of INDEX_FILES) {
    const refusal = await store.put(addressFolder(url), file, new Blob([texts[file]]));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Forgets a model: its index and every file of its weights' folder. */
export async function forgetModel(url: string, store: FileStore): Promise<void> {
  const kept = await keptIndex(url, store);
  if (kept !== undefined) await store.remove(kept.manifest.sha256);
  await store.remove(addressFolder(url));
}

function parseIndex(manifestText: string, vectorsText: string): ModelIndex {
  const manifest = parseModelManifest(parseJson(manifestText, "manifest.json"));
  const vectors = parseVectorsManifest(parseJson(vectorsText, "emotions.json"));
  if (vectors.weightsSha256 !== manifest.sha256) {
    throw new EngineError(
      "corrupt-model",
      `The emotion vectors beside ${manifest.name} were made for other weights, so that nothing they say would hold. They have to be built again.`,
    );
  }
  return {
    manifest,
    vectors,
    texts: { "manifest.json": manifestText, "emotions.json": vectorsText },
  };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError(
      "corrupt-model",
      `${name} on this site is not JSON: it is cut short or damaged.`,
      { cause: error },
    );
  }
}

/** A folder name for an address. The host is left out: storage belongs to one site already. */
function addressFolder(url: string): string {
  return `at-${encodeURIComponent(new URL(url).pathname).slice(-200)}`;
}
