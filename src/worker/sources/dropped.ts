/** Files that the user chose: read in place to see what they are, then copied into storage. */
import { blobSource } from "../../engine/bytes.ts";
import { COMPANIONS, type ModelFiles, readModelFiles } from "../../engine/model-files.ts";
import { nameOfFile, slugOf } from "../../engine/model-name.ts";
import { shapeOf } from "../../engine/model-shape.ts";
import { weightsSha256 } from "../../engine/weights-hash.ts";
import type { LoadProgress } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { localAddress } from "../fetch/keep-local.ts";
import { withLock } from "../locks.ts";
import type { SourceEnvironment } from "./environment.ts";
import type { ObtainedFile } from "./fetching.ts";
import { finishModel, type ObtainedModel } from "./finish-model.ts";
import { forget, sweepCopies } from "./kept-models.ts";
import { forgetPlan, keepPlan, keptPlan, type ModelPlan, planLock } from "./plan.ts";
import { loadMeter, waiting } from "./progress.ts";
import { refuseTooLarge } from "./verdict.ts";

/** A dropped model before it is copied: everything but its hash. */
export interface DroppedPlan extends Omit<ModelPlan, "ref" | "weights" | "small" | "joinedSha256"> {
  readonly weights: readonly File[];
  readonly small: readonly File[];
}

/** @throws EngineError bad-input, missing-file, corrupt-model, unsupported-model: which file, and why */
export async function planDropped(files: readonly File[]): Promise<DroppedPlan> {
  const sources = files.map((file) => ({ file, name: file.name, source: blobSource(file) }));
  const read = await readModelFiles(sources);
  const { settings } = read.published;
  const chosen = new Set(read.weights.map(({ source }) => source));
  const ordered = read.weights.map(
    (weights) => sources.find(({ source }) => source === weights.source)?.file,
  );
  return {
    ...called(read, files),
    licence: read.licence,
    family: settings.family,
    shape: shapeOf(settings),
    weights: ordered.filter((file) => file !== undefined),
    small: sources
      .filter(({ name, source }) => !chosen.has(source) && isCompanion(name))
      .map(({ file }) => file),
    notes: [],
  };
}

/**
 * Copies the files and opens them. A plan is kept first, so that what a tab leaves that dies on the way
 * is known; what a tab leaves that is stopped, it clears away itself.
 * @throws what planDropped throws, and EngineError cancelled
 */
export async function obtainDropped(
  files: readonly File[],
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { signal, store } = environment;
  const dropped = await planDropped(files);
  refuseTooLarge(dropped.shape);
  const copy = await copyPlan(dropped);
  await sweepCopies(store);
  return withLock(
    planLock(copy.ref),
    signal,
    async () => {
      await keepPlan(copy, null, store);
      try {
        const model = await copyDropped(dropped, copy, environment, onProgress);
        // Where the model's own plan could not be kept, this one says what is there.
        if (await keptPlan(model.ref, store)) await forgetPlan(copy.ref, store);
        return model;
      } catch (error) {
        const kept = await keptPlan(copy.ref, store);
        if (kept) await forget(kept, store);
        throw error;
      }
    },
    waiting(onProgress),
  );
}

async function copyDropped(
  dropped: DroppedPlan,
  copy: ModelPlan,
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { fetching, signal } = environment;
  const total = [...dropped.weights, ...dropped.small].reduce((sum, { size }) => sum + size, 0);
  const options = {
    signal,
    onBytes: loadMeter(total, onProgress),
    onWait: waiting(onProgress),
  };
  const keep = async (chosen: readonly File[]): Promise<ObtainedFile[]> => {
    const kept: ObtainedFile[] = [];
    for (const file of chosen) kept.push(await fetching.keep(file, options));
    return kept;
  };
  const weights = await keep(dropped.weights);
  const small = await keep(dropped.small);
  const key = await weightsSha256(
    weights.map(({ sha256 }) => sha256),
    sha256Hex,
  );
  const plan: ModelPlan = { ...copy, ref: { kind: "kept", key } };
  return finishModel({ plan, weights, small }, environment, options);
}

/** Files on their way: named by their addresses, as long as nobody knows their hash. */
async function copyPlan(dropped: DroppedPlan): Promise<ModelPlan> {
  const nowhereElse = (file: File) => ({
    url: localAddress(file),
    name: file.name,
    bytes: file.size,
    sha256: null,
  });
  const weights = dropped.weights.map(nowhereElse);
  const addresses = new TextEncoder().encode(weights.map(({ url }) => url).join("\n"));
  return {
    ...dropped,
    ref: { kind: "kept", key: await sha256Hex(addresses) },
    weights,
    small: dropped.small.map(nowhereElse),
    joinedSha256: null,
  };
}

function called(
  { name, weights, format }: ModelFiles,
  files: readonly File[],
): Pick<ModelPlan, "id" | "name"> {
  const folder = files
    .map((file) => file.webkitRelativePath ?? "")
    .find((path) => path.includes("/"))
    ?.split("/")[0];
  const byFile = nameOfFile(weights[0]?.name ?? "");
  const known = name ?? (format === "safetensors" ? (folder ?? byFile) : byFile);
  return { id: slugOf(known), name: known };
}

function isCompanion(name: string): boolean {
  return (
    Object.values<string>(COMPANIONS).includes(name) || name.endsWith(".safetensors.index.json")
  );
}
