/** From what the user calls a model to one that runs, with its vectors. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { EmotionVectors } from "../core/vectors.ts";
import type { ByteSource } from "../engine/bytes.ts";
import { EngineError } from "../engine/errors.ts";
import { type Model, openModel } from "../engine/model.ts";
import { type ModelFolder, openModelFolder } from "../engine/node/model-folder.ts";
import { readVectors } from "../engine/node/open-folder.ts";
import { nodeRuntime } from "../engine/node/runtime.ts";
import { ggufModel } from "../engine/open.ts";
import { quote, UsageError } from "./usage-error.ts";

const MODELS = fileURLToPath(new URL("../../models", import.meta.url));

/** Bytes that are hashed at a time. */
const HASHED_AT_ONCE = 8_000_000;

/** A model's files, checked, before it takes memory. */
export interface ModelFiles {
  readonly folder: ModelFolder;
  readonly vectors: EmotionVectors;
}

/**
 * The folder of a model: a name under models/, else a path relative to `cwd`.
 * @throws UsageError naming the models that there are
 */
export async function modelPath(name: string, cwd: string): Promise<string> {
  const shipped = join(MODELS, name);
  const isName = /^[\w-][\w.-]*$/.test(name);
  for (const path of [...(isName ? [shipped] : []), resolve(cwd, name)]) {
    if (existsSync(join(path, "manifest.json"))) return path;
  }
  const known = (await readdir(MODELS)).filter((one) =>
    existsSync(join(MODELS, one, "manifest.json")),
  );
  throw new UsageError(
    `There is no model ${quote(name)}: no folder of that name has a manifest.json. Under models/ there is: ${known.join(", ")}.`,
  );
}

/** @throws UsageError; EngineError missing-file, corrupt-model */
export async function findModel(name: string, cwd: string): Promise<ModelFiles> {
  const path = await modelPath(name, cwd);
  const folder = await openModelFolder(path);
  return { folder, vectors: await readVectors(folder) };
}

/**
 * Brings a model up, lets it be used, and puts it away.
 * @throws EngineError of startModel, and whatever `use` throws
 */
export async function withModel(
  files: ModelFiles,
  threads: number,
  use: (model: Model) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const model = await startModel(files, threads, signal);
  try {
    await use(model);
  } finally {
    await model.dispose();
  }
}

/**
 * Checks the weights' sha256 and brings the model up.
 * @throws EngineError corrupt-model, unsupported-model, out-of-memory, cancelled
 */
export async function startModel(
  { folder, vectors }: ModelFiles,
  threads: number,
  signal?: AbortSignal,
): Promise<Model> {
  if ((await sourceSha256(folder.source)) !== folder.manifest.sha256) {
    throw new EngineError(
      "corrupt-model",
      `The model's shards in ${folder.path} are damaged: their sha256 is not the manifest's.`,
    );
  }
  return openModel({
    ...folder,
    identity: folder.manifest,
    published: await ggufModel(folder.source),
    vectors,
    runtime: nodeRuntime(threads),
    ...(signal && { signal }),
  });
}

async function sourceSha256(source: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for (let start = 0; start < source.size; start += HASHED_AT_ONCE) {
    hash.update(await source.read(start, Math.min(source.size, start + HASHED_AT_ONCE)));
  }
  return hash.digest("hex");
}
