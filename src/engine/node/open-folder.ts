import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../errors.ts";
import { type Model, openModel } from "../model.ts";
import { joinVectors, parseVectorsManifest } from "../vectors-file.ts";
import { openModelFolder, readJson } from "./model-folder.ts";
import { nodeRuntime } from "./runtime.ts";

/**
 * A model's folder, brought up in Node with its emotion vectors.
 * @throws EngineError missing-file (say so: build them with npm run vectors), corrupt-model
 */
export async function openFolder(path: string, threads: number): Promise<Model> {
  const folder = await openModelFolder(path);
  const manifest = parseVectorsManifest(await readJson(path, "emotions.json"));
  const data = await readFile(join(path, "emotions.bin")).catch((error: unknown) => {
    throw new EngineError("missing-file", `${path} has no emotions.bin. Run npm run vectors.`, {
      cause: error,
    });
  });
  const vectors = joinVectors(manifest, new Uint8Array(data));
  return openModel({ ...folder, vectors, runtime: nodeRuntime(threads) });
}
