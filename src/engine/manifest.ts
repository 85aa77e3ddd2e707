/** models/<id>/manifest.json: what a model is, and every file that running it takes. */
import * as v from "valibot";
import { FAMILIES } from "./decoder/settings.ts";
import { EngineError } from "./errors.ts";
import { count, SHAPE, sha256 } from "./model-schema.ts";

/** A plain name: a manifest never reaches outside its own folder. */
const fileName = v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/, "not a plain file name"));

const FileEntry = v.object({ file: fileName, bytes: count, sha256 });

const Manifest = v.pipe(
  v.object({
    schema: v.literal(1, "made for another version of this page"),
    id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
    name: v.string(),
    quantisation: v.string(),
    source: v.record(v.string(), v.string()),
    licence: v.string(),
    architecture: v.object({
      family: v.picklist(FAMILIES),
      ...SHAPE,
      ropeBase: v.number(),
      rmsEpsilon: v.number(),
    }),
    /** Of the shards joined. */
    sha256,
    bytes: count,
    shards: v.pipe(v.array(FileEntry), v.minLength(1)),
    /** The tokenizer's files. */
    files: v.array(FileEntry),
  }),
  v.check(
    ({ bytes, shards }) => shards.reduce((sum, shard) => sum + shard.bytes, 0) === bytes,
    "the shards' sizes do not add up to the model's",
  ),
);

export type ModelFile = v.InferOutput<typeof FileEntry>;
export type ModelManifest = v.InferOutput<typeof Manifest>;

/** Checks a parsed manifest.json. Throws `corrupt-model` with the first fault and where it lies. */
export function parseModelManifest(json: unknown): ModelManifest {
  const result = v.safeParse(Manifest, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new EngineError(
    "corrupt-model",
    `The model's manifest.json can't be used: ${path ? `${path}: ` : ""}${issue.message}.`,
  );
}
