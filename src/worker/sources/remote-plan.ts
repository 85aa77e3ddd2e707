/** Models on the hub or at any address: what their servers and their own headers say of them. */
import type { ModelRef } from "../../core/model-ref.ts";
import type { NamedSource } from "../../engine/bytes.ts";
import { EngineError } from "../../engine/errors.ts";
import { huggingFaceSettings } from "../../engine/huggingface/settings.ts";
import { COMPANIONS, readModelFiles } from "../../engine/model-files.ts";
import { nameOfFile, slugOf } from "../../engine/model-name.ts";
import { shapeOf } from "../../engine/model-shape.ts";
import { parsePartName, siblingName } from "../../engine/part-names.ts";
import { readIndex } from "../../engine/safetensors/index-file.ts";
import type { Fetching, RemoteFile } from "./fetching.ts";
import type { ModelPlan } from "./plan.ts";

/** Where a model lies. */
export interface Place {
  readonly ref: ModelRef;
  /** Its file, with folders. */
  readonly file: string;
  /** The address of a file beside it, of the same folders. */
  readonly address: (file: string) => string;
  /** What safetensors are called after, which have no name of their own. */
  readonly name: string;
}

/**
 * Asks for sizes and reads headers by ranges; no weight is fetched.
 * @throws EngineError missing-file, offline, corrupt-model, unsupported-model, cancelled
 */
export async function planRemote(
  place: Place,
  fetching: Fetching,
  signal: AbortSignal,
): Promise<ModelPlan> {
  return /\.gguf$/i.test(place.file)
    ? planGguf(place, fetching, signal)
    : planSafetensors(place, fetching, signal);
}

/** What fits a page is published in a handful; each part costs some requests. */
const MOST_PARTS = 64;

async function planGguf(place: Place, fetching: Fetching, signal: AbortSignal): Promise<ModelPlan> {
  const weights = await files(partsOf(place.file), place, fetching, signal);
  const sources: NamedSource[] = [];
  for (const { name, url } of weights) {
    sources.push({ name, source: await fetching.remote(url, signal) });
  }
  const read = await readModelFiles(sources);
  const { settings } = read.published;
  const name = read.name ?? nameOfFile(place.file);
  return {
    ref: place.ref,
    id: slugOf(name),
    name,
    licence: read.licence,
    family: settings.family,
    shape: shapeOf(settings),
    weights,
    joinedSha256: null,
    small: [],
    notes: [],
  };
}

async function planSafetensors(
  place: Place,
  fetching: Fetching,
  signal: AbortSignal,
): Promise<ModelPlan> {
  const folder = place.file.slice(0, place.file.lastIndexOf("/") + 1);
  const { config, tokenizer, tokenizerConfig, template } = COMPANIONS;
  const text = await fetching.text(place.address(folder + config), signal);
  if (text === null) {
    throw new EngineError(
      "missing-file",
      `There is no config.json beside ${place.file}, which says how the model is built.`,
    );
  }
  const settings = huggingFaceSettings(parseJson(text, config));
  const isIndex = place.file.endsWith(".index.json");
  const shards = isIndex ? await shardsOf(place, folder, fetching, signal) : partsOf(place.file);
  const small = [config, tokenizer, ...(isIndex ? [place.file.slice(folder.length)] : [])];
  for (const name of [tokenizerConfig, template]) {
    if ((await fetching.text(place.address(folder + name), signal)) !== null) small.push(name);
  }
  return {
    ref: place.ref,
    id: slugOf(place.name),
    name: place.name,
    licence: null,
    family: settings.family,
    shape: shapeOf(settings),
    weights: await files(shards, place, fetching, signal),
    joinedSha256: null,
    small: await files(
      small.map((name) => folder + name),
      place,
      fetching,
      signal,
    ),
    notes: [],
  };
}

async function shardsOf(
  place: Place,
  folder: string,
  fetching: Fetching,
  signal: AbortSignal,
): Promise<string[]> {
  const text = await fetching.text(place.address(place.file), signal);
  if (text === null) throw new EngineError("missing-file", `${place.file} is not there.`);
  const bytes = new TextEncoder().encode(text);
  const map = await readIndex({
    size: bytes.length,
    read: async (start, end) => bytes.slice(start, end),
  });
  return [...new Set(map.values())].sort().map((name) => folder + name);
}

/** A file, or all parts of the model that it is a part of. */
function partsOf(file: string): string[] {
  const part = parsePartName(file);
  if (!part) return [file];
  return Array.from({ length: part.parts }, (_, i) => siblingName(part, i + 1));
}

async function files(
  paths: readonly string[],
  { address }: Place,
  fetching: Fetching,
  signal: AbortSignal,
): Promise<RemoteFile[]> {
  if (paths.length > MOST_PARTS) {
    throw new EngineError(
      "unsupported-model",
      `This model comes in ${paths.length} parts, and a page takes ${MOST_PARTS} at most. Choose a smaller model.`,
    );
  }
  const found: RemoteFile[] = [];
  for (const path of paths) {
    const url = address(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    found.push({ url, name, ...(await fetching.about(url, signal)) });
  }
  return found;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError("corrupt-model", `The server's ${name} is not the JSON of a model.`, {
      cause: error,
    });
  }
}
