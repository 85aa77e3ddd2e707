/** A model's folder on disk: what the command line and the tests run. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ByteSource, joinSources } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { type ModelManifest, parseModelManifest } from "../manifest.ts";
import { fileSource } from "./file-source.ts";

export interface ModelFolder {
  readonly path: string;
  readonly manifest: ModelManifest;
  readonly source: ByteSource;
  readonly tokenizerJson: unknown;
  readonly tokenizerConfig: unknown;
}

/** @throws EngineError missing-file, corrupt-model */
export async function openModelFolder(path: string): Promise<ModelFolder> {
  const manifest = parseModelManifest(await readJson(path, "manifest.json"));
  const shards = manifest.shards.map(({ file }) => fileSource(join(path, file)));
  const source = joinSources(
    await Promise.all(shards).catch((error: unknown) => {
      throw new EngineError("missing-file", `A part of the model is missing in ${path}.`, {
        cause: error,
      });
    }),
  );
  if (source.size !== manifest.bytes) {
    throw new EngineError(
      "corrupt-model",
      `The model in ${path} has ${source.size} bytes, not the ${manifest.bytes} of its manifest.`,
    );
  }
  return {
    path,
    manifest,
    source,
    tokenizerJson: await readJson(path, "tokenizer.json"),
    tokenizerConfig: await readJson(path, "tokenizer_config.json"),
  };
}

/** A JSON file of the folder. @throws EngineError missing-file, corrupt-model */
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
