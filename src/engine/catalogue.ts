/** models/catalogue.json: the models that the page offers by name, and where each one's weights lie. */
import * as v from "valibot";
import { FAMILIES } from "./decoder/settings.ts";
import { EngineError } from "./errors.ts";
import { count, SHAPE, sha256 } from "./model-schema.ts";

const webAddress = v.pipe(v.string(), v.regex(/^https:\/\/\S{3,300}$/, "not an https address"));
const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
/** A path inside a repository that stays inside it. */
const repositoryPath = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^(?!\/)(?!.*(^|\/)\.{1,2}(\/|$))[\w./ +-]+$/, "not a path inside a repository"),
);

const HubFile = v.object({
  file: repositoryPath,
  /** As the publisher states them; null where that is not known, and the hub is asked. */
  bytes: v.nullable(count),
  sha256: v.nullable(sha256),
});

const Weights = v.variant("kind", [
  /** models/<id>/ of this site, with a manifest.json. */
  v.object({ kind: v.literal("folder") }),
  v.object({
    kind: v.literal("hub"),
    repo: v.pipe(v.string(), v.regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/, "not owner/name")),
    revision: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
    /** One GGUF, its parts in order, or safetensors with the small files beside them. */
    files: v.pipe(v.array(HubFile), v.minLength(1), v.maxLength(1000)),
  }),
]);

const Architecture = v.object({
  ...SHAPE,
  layers: v.pipe(count, v.maxValue(1024)),
});

const Entry = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "not an id")),
  name: shortText,
  family: v.picklist(FAMILIES),
  licence: v.object({
    name: shortText,
    url: webAddress,
    /** The maker gives the model to those who accept its terms. */
    gated: v.boolean(),
  }),
  weights: Weights,
  quantisation: shortText,
  /** Of all weights. */
  bytes: v.nullable(count),
  /** Of the weights (see weightsSha256), those that the vectors here were made for. */
  sha256: v.nullable(sha256),
  /** For a verdict on memory before anything is fetched. */
  architecture: Architecture,
  /** models/<id>/ of this site holds emotions.json and emotions.bin. */
  vectors: v.boolean(),
});

const Catalogue = v.pipe(
  v.object({
    schema: v.literal(1, "made for another version of this page"),
    models: v.pipe(v.array(Entry), v.minLength(1), v.maxLength(1000)),
  }),
  v.check(
    ({ models }) => new Set(models.map(({ id }) => id)).size === models.length,
    "two models have the same id",
  ),
  v.check(
    ({ models }) => models.every(({ vectors, sha256 }) => !vectors || sha256 !== null),
    "vectors without the sha256 of the weights that they were made for",
  ),
);

export type CatalogueEntry = v.InferOutput<typeof Entry>;
export type CatalogueWeights = CatalogueEntry["weights"];
export type HubWeights = Extract<CatalogueWeights, { kind: "hub" }>;

export interface Catalogue {
  readonly models: readonly CatalogueEntry[];
}

/** Checks a parsed catalogue.json. @throws EngineError corrupt-model with the first fault and its place */
export function parseCatalogue(json: unknown): Catalogue {
  const result = v.safeParse(Catalogue, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const why = issue.message.slice(0, 200);
  throw new EngineError(
    "corrupt-model",
    `The list of models (models/catalogue.json) can't be used: ${path ? `${path}: ` : ""}${why}.`,
  );
}

/** @throws EngineError missing-file, with the ids that there are */
export function catalogueEntry({ models }: Catalogue, id: string): CatalogueEntry {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  throw new EngineError(
    "missing-file",
    `There is no model “${id}” here. There are: ${models.map((model) => model.id).join(", ")}.`,
  );
}

/** The entry whose vectors fit weights of that hash, wherever the weights come from. */
export function entryOfWeights(
  { models }: Catalogue,
  weightsSha256: string,
): CatalogueEntry | undefined {
  return models.find(({ sha256 }) => sha256 === weightsSha256);
}
