/**
 * Everything that a model needs, from this browser's storage or from the site: weights, tokenizer,
 * emotion vectors. What is fetched is checked, then kept for visits without a network.
 *
 * Files are kept by their sha256 in a folder named after the weights' hash. Last of all an address
 * gets its manifest.json and emotions.json, whose content may change: the site's copy wins whenever
 * it can be reached.
 */
import type { EmotionVectors } from "../core/vectors.ts";
import { type ByteSource, blobSource, freeBytes, joinSources } from "../engine/bytes.ts";
import { EngineError } from "../engine/errors.ts";
import { estimateMemory, type ModelFile, type ModelManifest } from "../engine/manifest.ts";
import { joinVectors, vectorsBytes } from "../engine/vectors-file.ts";
import type { LoadProgress, ModelRequest, ModelSummary } from "./contract.ts";
import { type DownloadOptions, downloadFile, hasSha256 } from "./download.ts";
import { withLock } from "./locks.ts";
import { fetchIndex, keepIndex, keptIndex, type ModelIndex } from "./model-index.ts";
import type { FileStore } from "./storage.ts";

export interface ModelFiles {
  readonly manifest: ModelManifest;
  readonly weights: ByteSource;
  readonly tokenizerJson: unknown;
  readonly tokenizerConfig: unknown;
  readonly vectors: EmotionVectors;
  /** Why the model could not be kept, where it could not. */
  readonly notKept?: string;
}

/**
 * The folder of a model that lies on this site.
 * @throws EngineError unsupported-model for one that lies elsewhere
 */
export function folderUrl({ model, site }: ModelRequest): string {
  if (model.kind === "catalogue") return new URL(`models/${model.id}`, site).href;
  throw new EngineError("unsupported-model", "Only models of this site can be loaded so far.");
}

/** What loading takes, and how much of it is kept here. @throws EngineError missing-file, offline, corrupt-model */
export async function inspectModel(
  request: ModelRequest,
  store: FileStore,
  signal: AbortSignal,
): Promise<ModelSummary> {
  const index = await fetchIndex(folderUrl(request), store, signal);
  const { manifest } = index;
  const files = filesOf(index);
  const kept = await Promise.all(files.map((file) => keptFile(store, manifest, file)));
  return {
    ref: request.model,
    id: manifest.id,
    name: manifest.name,
    family: manifest.architecture.family,
    layers: manifest.architecture.layers,
    verdict: "fits",
    vectors: "shipped",
    licence: manifest.licence,
    bytes: total(files),
    cachedBytes: total(files.filter((_, i) => kept[i] !== undefined)),
    memoryBytes: estimateMemory(manifest),
  };
}

/**
 * Brings every file of a model together. Two tabs that load at once fetch each file once.
 * @throws EngineError missing-file, offline, corrupt-model, cancelled
 */
export async function obtainModel(
  url: string,
  store: FileStore,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<ModelFiles> {
  const index = await fetchIndex(url, store, signal);
  const { manifest, vectors } = index;
  const keeper = keepingIn(store, manifest);
  const files = filesOf(index);
  const progress = progressOver(total(files), onProgress);
  const blobs = new Map<string, Blob>();
  for (const file of files) {
    blobs.set(file.file, await obtainFile(`${url}/${file.file}`, file, keeper, progress, signal));
  }
  if (keeper.refusal === undefined) await forgetFormer(url, store, manifest);
  keeper.refusal ??= await keepIndex(url, store, index);

  const blob = (name: string): Blob => {
    const found = blobs.get(name);
    if (found !== undefined) return found;
    throw new EngineError("corrupt-model", `The model's manifest.json does not name ${name}.`);
  };
  return {
    manifest,
    weights: joinSources(manifest.shards.map(({ file }) => blobSource(blob(file)))),
    tokenizerJson: JSON.parse(await blob("tokenizer.json").text()),
    tokenizerConfig: JSON.parse(await blob("tokenizer_config.json").text()),
    vectors: joinVectors(vectors, new Uint8Array(await blob("emotions.bin").arrayBuffer())),
    ...(keeper.refusal === undefined ? {} : { notKept: keeper.refusal }),
  };
}

/** Forgets what is kept of the weights that an address named before the site changed them. */
async function forgetFormer(url: string, store: FileStore, now: ModelManifest): Promise<void> {
  const former = await keptIndex(url, store);
  if (former && former.manifest.sha256 !== now.sha256) await store.remove(former.manifest.sha256);
}

interface Keeper {
  get(file: ModelFile): Promise<Blob | undefined>;
  put(file: ModelFile, content: Blob): Promise<void>;
  readonly lock: string;
  /** Why the browser kept no file; then no further one is tried. */
  refusal: string | undefined;
}

function keepingIn(store: FileStore, manifest: ModelManifest): Keeper {
  return {
    refusal: undefined,
    lock: `moodring:model:${manifest.sha256}`,
    get: (file) => keptFile(store, manifest, file),
    async put(file, content) {
      this.refusal ??= await store.put(manifest.sha256, file.sha256, content);
    },
  };
}

/** One file: kept, or fetched, checked and kept. */
async function obtainFile(
  url: string,
  file: ModelFile,
  keeper: Keeper,
  progress: Progress,
  signal: AbortSignal,
): Promise<Blob> {
  return await withLock(`${keeper.lock}:${file.sha256}`, signal, async () => {
    const kept = await keeper.get(file);
    if (kept !== undefined && (await isWhole(kept, file))) {
      progress.add(file.bytes, true);
      return kept;
    }
    const onBytes = (count: number): void => progress.add(count, false);
    const bytes = await fetchFile(url, file, { signal, onBytes }, kept !== undefined);
    const content = new Blob([bytes]);
    freeBytes(bytes);
    await keeper.put(file, content);
    // The kept copy can be read piece by piece; the downloaded one takes memory.
    return keeper.refusal === undefined ? ((await keeper.get(file)) ?? content) : content;
  });
}

/** Fetches a file. `damaged`: what was kept of it has changed, so that a load without a network says so. */
async function fetchFile(
  url: string,
  file: ModelFile,
  options: DownloadOptions,
  damaged: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await downloadFile(url, file, options);
  } catch (error) {
    if (!damaged || !(error instanceof EngineError) || error.kind !== "offline") throw error;
    throw new EngineError(
      "corrupt-model",
      `What this browser kept of ${file.file} is damaged. Load the model again with a connection: the file is then fetched anew.`,
      { cause: error },
    );
  }
}

/** Whether a kept file is still what was published: storage can be changed or damaged. */
async function isWhole(kept: Blob, { sha256 }: ModelFile): Promise<boolean> {
  const bytes = new Uint8Array(await kept.arrayBuffer());
  const whole = await hasSha256(bytes, sha256);
  freeBytes(bytes);
  return whole;
}

/** What is kept under a file's hash, where its size is right. */
async function keptFile(
  store: FileStore,
  manifest: ModelManifest,
  file: ModelFile,
): Promise<Blob | undefined> {
  const kept = await store.get(manifest.sha256, file.sha256);
  return kept?.size === file.bytes ? kept : undefined;
}

/** Everything but the two JSON files of the index. */
function filesOf({ manifest, vectors }: ModelIndex): ModelFile[] {
  const bytes = vectorsBytes(vectors.points, vectors.width);
  return [
    ...manifest.shards,
    ...manifest.files.filter(({ file }) => !/^emotions\./.test(file)),
    { file: "emotions.bin", bytes, sha256: vectors.binSha256 },
  ];
}

interface Progress {
  add(bytes: number, cached: boolean): void;
}

/** Adds bytes up. `cached` stays true for as long as everything came from this browser. */
function progressOver(size: number, onProgress: (progress: LoadProgress) => void): Progress {
  let done = 0;
  let allCached = true;
  return {
    add(bytes, cached) {
      done += bytes;
      allCached &&= cached;
      onProgress({ phase: "download", done, total: size, cached: allCached });
    },
  };
}

function total(files: readonly ModelFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
