/** A model on disk: what the command line and the tests run. */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type ByteSource, joinSources, type NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { parseModelManifest } from "../manifest.ts";
import type { ModelIdentity } from "../model.ts";
import { type ModelFiles, readModelFiles } from "../model-files.ts";
import { nameOfFile, slugOf } from "../model-name.ts";
import { fileSource } from "./file-source.ts";
import { hashWeights } from "./hash-weights.ts";
import { localFiles } from "./local-files.ts";

export type VectorsFile = "emotions.json" | "emotions.bin" | "validation.json";

/** A model whose headers are read; no weight is yet. */
export interface LocalModel extends Omit<ModelFiles, "name" | "licence"> {
  readonly identity: ModelIdentity;
  /** Where the model lies, for messages. */
  readonly path: string;
  /** Where a file of its emotion vectors lies, or will. */
  readonly vectorsPath: (file: VectorsFile) => string;
}

export interface FolderOptions {
  /** Hash the weights, and refuse others than the manifest's. */
  readonly check?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A folder with a manifest.json, such as models/smollm2-135m-instruct.
 * @throws EngineError missing-file, corrupt-model, unsupported-model, cancelled
 */
export async function openModelFolder(
  path: string,
  { check = false, signal }: FolderOptions = {},
): Promise<LocalModel> {
  const manifest = parseModelManifest(await readJson(path, "manifest.json"));
  const source = joinSources(
    await Promise.all(manifest.shards.map(({ file }) => part(path, file))),
  );
  if (source.size !== manifest.bytes) {
    throw new EngineError(
      "corrupt-model",
      `The model in ${path} has ${source.size} bytes, not the ${manifest.bytes} of its manifest.`,
    );
  }
  const small = manifest.files.map(async ({ file }) => ({
    name: file,
    source: await part(path, file),
  }));
  const weights: NamedSource = { name: `${manifest.id}.gguf`, source };
  if (check && (await hashWeights([weights], signal)) !== manifest.sha256) {
    throw new EngineError(
      "corrupt-model",
      `The model's shards in ${path} are damaged: their sha256 is not the manifest's.`,
    );
  }
  return {
    ...(await readModelFiles([weights, ...(await Promise.all(small))])),
    identity: { id: manifest.id, name: manifest.name, sha256: manifest.sha256 },
    path,
    vectorsPath: (file) => join(path, file),
  };
}

/**
 * A GGUF (or any part of a split one), a safetensors file or a folder of either. All of its weights
 * are hashed. The emotion vectors of a file lie beside it under its name, those of a folder in it.
 * @throws EngineError missing-file, bad-input, corrupt-model, unsupported-model, cancelled
 */
export async function openModelPath(path: string, signal?: AbortSignal): Promise<LocalModel> {
  const { files: found, isFolder } = await localFiles(path);
  const files = await readModelFiles(found);
  const stem = nameOfFile(path);
  const generic = files.format === "safetensors" && !isFolder;
  const fallback = generic || isFolder ? basename(isFolder ? path : dirname(path)) : stem;
  const name = files.name ?? fallback;
  return {
    ...files,
    identity: { id: slugOf(name), name, sha256: await hashWeights(files.weights, signal) },
    path,
    vectorsPath: (file) =>
      isFolder ? join(path, file) : join(dirname(path), generic ? file : `${stem}.${file}`),
  };
}

async function part(folder: string, file: string): Promise<ByteSource> {
  try {
    return await fileSource(join(folder, file));
  } catch (error) {
    throw new EngineError(
      "missing-file",
      `A part of the model is missing in ${folder}: ${file} cannot be read.`,
      { cause: error },
    );
  }
}

/** A JSON file of a folder. @throws EngineError missing-file, corrupt-model */
export async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new EngineError("missing-file", `${path} cannot be read.`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError("corrupt-model", `${path} is not JSON.`, { cause: error });
  }
}
