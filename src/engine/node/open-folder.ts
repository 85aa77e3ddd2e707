import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmotionVectors } from "../../core/vectors.ts";
import { EngineError } from "../errors.ts";
import { type Model, openModel } from "../model.ts";
import { ggufModel } from "../open.ts";
import { joinVectors, parseVectorsManifest } from "../vectors-file.ts";
import { type ModelFolder, openModelFolder, readJson } from "./model-folder.ts";
import { nodeRuntime } from "./runtime.ts";

/**
 * A model's folder, brought up in Node with its emotion vectors.
 * @throws EngineError missing-file (say so: build them with npm run vectors), corrupt-model
 */
export async function openFolder(path: string, threads: number): Promise<Model> {
  const folder = await openModelFolder(path);
  const vectors = await readVectors(folder);
  return openModel({
    ...folder,
    identity: folder.manifest,
    published: await ggufModel(folder.source),
    vectors,
    runtime: nodeRuntime(threads),
  });
}

/**
 * A folder's emotions.json and emotions.bin: of these weights, and whole.
 * @throws EngineError missing-file, corrupt-model
 */
export async function readVectors({ path, manifest: model }: ModelFolder): Promise<EmotionVectors> {
  const [json, bin] = [join(path, "emotions.json"), join(path, "emotions.bin")];
  for (const file of [json, bin]) {
    if (existsSync(file)) continue;
    throw new EngineError(
      "missing-file",
      `${file} is not there. Build the emotion vectors with: npm run vectors -- --model ${model.id}`,
    );
  }
  const manifest = parseVectorsManifest(await readJson(path, "emotions.json"));
  if (manifest.weightsSha256 !== model.sha256) {
    throw new EngineError("corrupt-model", `The emotion vectors in ${path} are another model's.`);
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
