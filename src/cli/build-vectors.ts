/** `moodring vectors`: builds a model's emotion vectors with the product's own engine. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LocalModel } from "../engine/node/model-folder.ts";
import { nodeRuntime } from "../engine/node/runtime.ts";
import { startTransformer } from "../engine/open.ts";
import { TextTokenizer } from "../engine/tokenizer.ts";
import { type BlockStore, buildKey } from "../engine/vectors/block-store.ts";
import { buildVectors } from "../engine/vectors/build.ts";
import { CORPUS_NAME, corpusBytes, parseCorpus, type StoryFile } from "../engine/vectors/corpus.ts";

const STORIES = fileURLToPath(new URL("../content/stories", import.meta.url));

/**
 * Writes emotions.json, emotions.bin and validation.json where the model's vectors lie.
 * @returns the report's path
 * @throws EngineError cancelled; what was there before is then as it was
 */
export async function buildVectorsCommand(
  model: LocalModel,
  threads: number,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const files = await readStories();
  const blocks = await blockFolder(model, files);
  const transformer = await startTransformer(model.published, nodeRuntime(threads), {
    ...(signal && { signal }),
  });
  const started = performance.now();
  let last = "";
  const { vectors, report: validation } = await buildVectors({
    transformer,
    tokenizer: new TextTokenizer(model.tokenizerJson, model.tokenizerConfig),
    model: model.identity,
    corpus: parseCorpus(CORPUS_NAME, files),
    hash: sha256,
    blocks,
    onProgress: (step, done, total) => {
      const line = `${step}: ${Math.floor((20 * done) / total) * 5} %`;
      if (line !== last) report(`${line}, ${Math.round((performance.now() - started) / 1000)} s`);
      last = line;
    },
    ...(signal && { signal }),
  });
  await transformer.release();
  const path = model.vectorsPath("validation.json");
  await mkdir(dirname(path), { recursive: true });
  await writeAll([
    [model.vectorsPath("emotions.bin"), new Uint8Array(vectors.data.buffer)],
    [model.vectorsPath("emotions.json"), `${JSON.stringify(vectors.manifest)}\n`],
    [path, `${JSON.stringify(validation, null, 1)}\n`],
  ]);
  await rm(blocks.path, { recursive: true, force: true });
  return path;
}

/** Finished parts, in a folder beside the vectors until these are there: the same command goes on. */
async function blockFolder(
  model: LocalModel,
  files: readonly StoryFile[],
): Promise<BlockStore & { readonly path: string }> {
  const key = await buildKey(model.identity.sha256, corpusBytes(files), "node fp32", sha256);
  const path = `${model.vectorsPath("emotions.bin")}.build-${key}`;
  return {
    path,
    async get(name) {
      const file = join(path, name);
      return existsSync(file) ? new Uint8Array(await readFile(file)) : undefined;
    },
    async put(name, block) {
      await mkdir(path, { recursive: true });
      await writeAll([[join(path, name), block]]);
    },
  };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Files take their names when all of them are written: a full disk leaves the former ones as they were. */
export async function writeAll(
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Promise<void> {
  const draft = (path: string) => `${path}.${process.pid}.part`;
  try {
    for (const [path, content] of files) await writeFile(draft(path), content);
  } catch (error) {
    for (const [path] of files) await rm(draft(path), { force: true });
    throw error;
  }
  for (const [path] of files) await rename(draft(path), path);
}

async function readStories(): Promise<StoryFile[]> {
  const names = (await readdir(STORIES)).filter((name) => name.endsWith(".jsonl")).sort();
  return Promise.all(
    names.map(async (name) => ({
      writer: name.replace(".jsonl", ""),
      lines: await readFile(join(STORIES, name), "utf8"),
    })),
  );
}
