/** Building a model's vectors in the browser: the engine's build, kept in this browser's storage. */
import type { Model } from "../engine/model.ts";
import { type BlockStore, buildKey } from "../engine/vectors/block-store.ts";
import { buildShare } from "../engine/vectors/build-share.ts";
import { CORPUS_NAME, corpusBytes, parseCorpus } from "../engine/vectors/corpus.ts";
import type { BuildProgress, BuiltInBrowser, StoryFile } from "./contract.ts";
import { sha256Hex } from "./fetch/hashing.ts";
import { BUILT } from "./sources/vectors.ts";
import type { FileStore } from "./storage.ts";

/** What people call the steps. */
const STEPS: readonly (readonly [start: string, words: string])[] = [
  ["read for text", "Reading the stories"],
  ["read for reply", "Reading them as messages"],
  ["validate", "Checking on stories left out"],
  ["token spread", "Measuring single words"],
];

export const NOT_KEPT =
  "This browser could not keep them: its storage is full, or closed to this page. They are there until you leave, and have to be built again the next time.";

export const WORK_KEPT = "Most of that work is kept, so that it won't take as long.";

/** @throws EngineError cancelled, bad-input for stories that are none */
export async function buildInBrowser(
  model: Pick<Model, "info" | "buildVectors">,
  files: readonly StoryFile[],
  store: FileStore,
  onProgress: (progress: BuildProgress) => void,
  signal: AbortSignal,
): Promise<BuiltInBrowser> {
  const corpus = parseCorpus(CORPUS_NAME, files);
  const { weightsSha256: folder, backend, precision } = model.info;
  const key = await buildKey(folder, corpusBytes(files), `${backend} ${precision}`, sha256Hex);
  const prefix = `build-${key}-`;
  const written: Written[] = [];
  const timed = meter(onProgress);
  const { vectors, report } = await model.buildVectors({
    corpus,
    hash: sha256Hex,
    blocks: blocksIn(store, folder, prefix, written, timed.restart),
    onProgress: timed.tell,
    signal,
  });
  const bin = new Blob([new Uint8Array(vectors.data.buffer as ArrayBuffer)]);
  const json = new Blob([JSON.stringify(vectors.manifest)]);
  const keep = async () =>
    (await store.put(folder, BUILT.bin, bin)) ?? (await store.put(folder, BUILT.json, json));
  let refused = await keep();
  // Blocks may well be what fills it.
  for (let freed = 0; refused === "full" && freed < bin.size + json.size; ) {
    const block = written.pop();
    if (block === undefined) break;
    await store.remove(folder, block.name);
    freed += block.bytes;
    refused = await keep();
  }
  // Beside the vectors they are worth nothing; without them, most of an hour.
  if (refused === undefined) {
    for (const { name } of written) await store.remove(folder, name);
  }
  const { bestLayer, points } = report.sets.text;
  return {
    vectors: vectors.manifest,
    accuracy: points[bestLayer]?.heldOutTopics.ours ?? 0,
    chance: report.chance,
    ...(refused === undefined
      ? {}
      : { notKept: written.length > 0 ? `${NOT_KEPT} ${WORK_KEPT}` : NOT_KEPT }),
  };
}

/** A block that is kept. */
interface Written {
  readonly name: string;
  readonly bytes: number;
}

/** Blocks as files. One that storage refuses is computed again, should the build be stopped. */
function blocksIn(
  store: FileStore,
  folder: string,
  prefix: string,
  written: Written[],
  onKept: () => void,
): BlockStore {
  return {
    async get(name) {
      const kept = await store.get(folder, prefix + name);
      if (kept === undefined) return undefined;
      written.push({ name: prefix + name, bytes: kept.size });
      onKept();
      return new Uint8Array(await kept.arrayBuffer());
    },
    async put(name, block) {
      const refusal = await store.put(folder, prefix + name, new Blob([block]));
      if (refusal === undefined) written.push({ name: prefix + name, bytes: block.length });
    },
  };
}

/** Times the work. `restart` after what was kept of an earlier build: it says nothing of the speed. */
function meter(onProgress: (progress: BuildProgress) => void) {
  let first: { readonly share: number; readonly time: number } | null = null;
  const restart = () => {
    first = null;
  };
  const tell = (step: string, done: number, total: number): void => {
    const share = buildShare(step, done, total);
    const time = performance.now();
    first ??= { share, time };
    const [gained, elapsed] = [share - first.share, time - first.time];
    const known = gained > 0.004 && elapsed > 2_000;
    const words = STEPS.find(([start]) => step.startsWith(start))?.[1] ?? step;
    onProgress({
      step: words,
      done: share,
      total: 1,
      secondsLeft: known ? ((1 - share) * elapsed) / gained / 1000 : null,
    });
  };
  return { tell, restart };
}
