/** Files that the user chose: read in place to see what they are, then copied into storage. */
import { blobSource } from "../../engine/bytes.ts";
import { COMPANIONS, type ModelFiles, readModelFiles } from "../../engine/model-files.ts";
import { nameOfFile, slugOf } from "../../engine/model-name.ts";
import { shapeOf } from "../../engine/model-shape.ts";
import { weightsSha256 } from "../../engine/weights-hash.ts";
import type { LoadProgress } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { localAddress } from "../fetch/keep-local.ts";
import type { SourceEnvironment } from "./environment.ts";
import type { ObtainedFile } from "./fetching.ts";
import { finishModel, type ObtainedModel } from "./finish-model.ts";
import type { ModelPlan } from "./plan.ts";
import { loadMeter } from "./progress.ts";
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

/** @throws what planDropped throws, and EngineError cancelled */
export async function obtainDropped(
  files: readonly File[],
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { fetching, signal } = environment;
  const dropped = await planDropped(files);
  refuseTooLarge(dropped.shape);
  const total = [...dropped.weights, ...dropped.small].reduce((sum, { size }) => sum + size, 0);
  const options = { signal, onBytes: loadMeter(total, onProgress) };
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
  const nowhereElse = (file: File) => ({
    url: localAddress(file),
    name: file.name,
    bytes: file.size,
    sha256: null,
  });
  const plan: ModelPlan = {
    ...dropped,
    ref: { kind: "kept", key },
    weights: dropped.weights.map(nowhereElse),
    small: dropped.small.map(nowhereElse),
    joinedSha256: null,
  };
  return finishModel({ plan, weights, small }, environment, options);
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
