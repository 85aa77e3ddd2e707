/** `--model`, `--layer`, `--set`, `--threads`: what every command that runs a model takes. */
import { availableParallelism } from "node:os";
import { DEFAULT_MODEL } from "../content/models.ts";
import { VECTOR_SETS, type VectorSetName, type VectorsManifest } from "../core/vectors.ts";
import type { FlagSpecs, Flags } from "./flags.ts";
import type { ModelName } from "./open-model.ts";

/** More threads than this do not make a model of this size faster. */
const MOST_BY_DEFAULT = 4;

export const MODEL_FLAGS = {
  model: {
    value: "NAME|PATH",
    about: `of the catalogue, or a GGUF, safetensors, folder (default ${DEFAULT_MODEL})`,
  },
  weights: {
    value: "FILE|FOLDER",
    about: "where the weights of a catalogue's model lie",
  },
  threads: { value: "n", about: `processor threads (default: all, at most ${MOST_BY_DEFAULT})` },
} as const satisfies FlagSpecs;

export const LAYER_FLAG = {
  layer: { value: "L", about: "0 (embedding) to the last layer (default: the set's best layer)" },
} as const satisfies FlagSpecs;

export const SET_FLAG = {
  set: {
    value: VECTOR_SETS.join("|"),
    about: "vectors built from stories, or at the response-preparation token",
  },
} as const satisfies FlagSpecs;

export function threadsFrom(flags: Flags): number {
  return flags.integer("threads", Math.min(MOST_BY_DEFAULT, availableParallelism()), 1, 256);
}

/** The model asked for, the default one where none is. */
export function modelFrom(flags: Flags): ModelName {
  const name = flags.has("model") ? flags.required("model") : DEFAULT_MODEL;
  return flags.has("weights") ? { name, weights: flags.required("weights") } : { name };
}

/** The layer asked for, or the best one of a set. @throws UsageError */
export function layerFrom(flags: Flags, manifest: VectorsManifest, set: VectorSetName): number {
  return flags.integer("layer", manifest.bestLayer[set], 0, manifest.points - 1);
}
