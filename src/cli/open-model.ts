/** From what the user calls a model to one that runs, with its vectors. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { EmotionVectors } from "../core/vectors.ts";
import {
  type Catalogue,
  type CatalogueEntry,
  entryOfWeights,
  parseCatalogue,
} from "../engine/catalogue.ts";
import { EngineError } from "../engine/errors.ts";
import { type Model, openModel } from "../engine/model.ts";
import { type LocalModel, openModelFolder, openModelPath } from "../engine/node/model-folder.ts";
import { readVectors } from "../engine/node/open-folder.ts";
import { nodeRuntime } from "../engine/node/runtime.ts";
import { quote, UsageError } from "./usage-error.ts";

const MODELS = fileURLToPath(new URL("../../models", import.meta.url));

/** A model as it is named on the command line. */
export interface ModelName {
  /** A name of the catalogue, a folder under models/, or a path. */
  readonly name: string;
  /** Where the weights of a model of the catalogue lie, for those that are not in this repository. */
  readonly weights?: string;
}

/** A model's files, checked, before it takes memory. */
export interface ModelFiles {
  readonly model: LocalModel;
  readonly vectors: EmotionVectors;
}

/**
 * The model of that name, its weights' sha256 checked against what is published.
 * @throws UsageError naming the models that there are; EngineError missing-file, corrupt-model,
 * bad-input, unsupported-model, cancelled
 */
export async function findLocalModel(
  { name, weights }: ModelName,
  cwd: string,
  signal?: AbortSignal,
): Promise<LocalModel> {
  const catalogue = await readCatalogue();
  const entry = catalogue.models.find(({ id }) => id === name);
  const folder = [join(MODELS, name), resolve(cwd, name)].find((path) =>
    existsSync(join(path, "manifest.json")),
  );
  if (weights !== undefined) {
    if (!entry) {
      throw new UsageError(
        `--weights goes with a name of the catalogue: ${ids(catalogue)}. A file of your own goes behind --model.`,
      );
    }
    return ofCatalogue(entry, await openModelPath(resolve(cwd, weights), signal));
  }
  if (folder !== undefined) return openModelFolder(folder, { check: true, signal });
  if (entry) throw weightsElsewhere(entry);
  const path = resolve(cwd, name);
  if (existsSync(path)) return openModelPath(path, signal);
  throw new UsageError(
    `There is no model ${quote(name)}: neither in the catalogue nor a file or folder. In the catalogue there is: ${ids(catalogue)}.`,
  );
}

/** A model with its vectors. @throws what findLocalModel throws; EngineError no-vectors, which says how to build them */
export async function findModel(
  name: ModelName,
  cwd: string,
  signal?: AbortSignal,
): Promise<ModelFiles> {
  const model = await findLocalModel(name, cwd, signal);
  const vectors = (await readVectors(model)) ?? (await vectorsOfCatalogue(model));
  if (vectors) return { model, vectors };
  const weights = name.weights === undefined ? "" : ` --weights ${name.weights}`;
  throw new EngineError(
    "no-vectors",
    `${model.identity.name} has no emotion vectors yet. Build the emotion vectors with: npm run vectors -- --model ${name.name}${weights}`,
  );
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

/** @throws EngineError corrupt-model, unsupported-model, out-of-memory, cancelled */
export async function startModel(
  { model, vectors }: ModelFiles,
  threads: number,
  signal?: AbortSignal,
): Promise<Model> {
  return openModel({
    ...model,
    vectors,
    runtime: nodeRuntime(threads),
    ...(signal && { signal }),
  });
}

async function readCatalogue(): Promise<Catalogue> {
  return parseCatalogue(JSON.parse(await readFile(join(MODELS, "catalogue.json"), "utf8")));
}

/** Weights that were named for an entry: they must be the ones that its vectors are made for. */
function ofCatalogue({ id, name, sha256 }: CatalogueEntry, model: LocalModel): LocalModel {
  if (sha256 !== null && model.identity.sha256 !== sha256) {
    throw new EngineError(
      "bad-input",
      `${model.path} does not hold the weights of ${name} that the catalogue names: their sha256 is ${model.identity.sha256}, not ${sha256}. To use it all the same, name it as a model: --model ${model.path}`,
    );
  }
  return {
    ...model,
    identity: { id, name, sha256: model.identity.sha256 },
    vectorsPath: (file) => join(MODELS, id, file),
  };
}

/** A file from anywhere whose weights are those of an entry has that entry's vectors. */
async function vectorsOfCatalogue({ identity }: LocalModel): Promise<EmotionVectors | null> {
  const entry = entryOfWeights(await readCatalogue(), identity.sha256);
  if (!entry?.vectors) return null;
  return readVectors({ identity, vectorsPath: (file) => join(MODELS, entry.id, file) });
}

function weightsElsewhere({ id, name, weights }: CatalogueEntry): UsageError {
  const where =
    weights.kind === "hub"
      ? ` Fetch ${weights.files.map(({ file }) => file).join(", ")} from ${weights.repo} on the Hugging Face hub, then`
      : "";
  return new UsageError(
    `The weights of ${name} are not in this repository.${where} say where they lie: --model ${id} --weights FILE`,
  );
}

function ids({ models }: Catalogue): string {
  return models.map(({ id }) => id).join(", ");
}
