import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { EmotionVectors } from "../../core/vectors.ts";
import { EngineError } from "../errors.ts";
import { type Model, openModel } from "../model.ts";
import { joinVectors, parseVectorsManifest } from "../vectors-file.ts";
import { type LocalModel, openModelFolder, readJson } from "./model-folder.ts";
import { nodeRuntime } from "./runtime.ts";

/**
 * A folder with a manifest.json, brought up in Node with its emotion vectors. Its weights' hash is
 * not checked.
 * @throws EngineError missing-file, corrupt-model
 */
export async function openFolder(path: string, threads: number): Promise<Model> {
  const model = await openModelFolder(path);
  const vectors = await readVectors(model);
  return openModel({ ...model, vectors, runtime: nodeRuntime(threads) });
}

/**
 * A model's emotions.json and emotions.bin: of these weights, and whole. Null where there are none.
 * @throws EngineError corrupt-model
 */
export async function readVectors({
  vectorsPath,
  identity,
}: Pick<LocalModel, "vectorsPath" | "identity">): Promise<EmotionVectors | null> {
  const [json, bin] = [vectorsPath("emotions.json"), vectorsPath("emotions.bin")];
  if (!existsSync(json) || !existsSync(bin)) return null;
  const manifest = parseVectorsManifest(await readJson(dirname(json), basename(json)));
  if (manifest.weightsSha256 !== identity.sha256) {
    throw new EngineError(
      "corrupt-model",
      `The emotion vectors in ${dirname(json)} are another model's.`,
    );
  }
  const bytes = new Uint8Array(await readFile(bin));
  if (createHash("sha256").update(bytes).digest("hex") !== manifest.binSha256) {
    throw new EngineError(
      "corrupt-model",
      `${bin} is damaged: its sha256 is not in emotions.json.`,
    );
  }
  return joinVectors(manifest, bytes);
}
