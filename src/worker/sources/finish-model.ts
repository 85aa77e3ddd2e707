/** From files that are here to what the engine opens: hash, vectors, headers; kept for the next visit. */
import type { ModelRef } from "../../core/model-ref.ts";
import type { EmotionVectors } from "../../core/vectors.ts";
import { type CatalogueEntry, entryOfWeights } from "../../engine/catalogue.ts";
import type { ModelIdentity } from "../../engine/model.ts";
import { joined, type ModelFiles, readModelFiles } from "../../engine/model-files.ts";
import { weightsSha256 } from "../../engine/weights-hash.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import type { FileStore, Refusal } from "../storage.ts";
import { type SourceEnvironment, siteCatalogue } from "./environment.ts";
import type { ObtainedFile, ObtainOptions, RemoteFile } from "./fetching.ts";
import { forgetFiles } from "./kept-models.ts";
import { notKeptWords } from "./not-kept.ts";
import { keepPlan, keptPlan, keptPlans, type ModelPlan } from "./plan.ts";
import { obtainVectors, type PlannedVectors, planVectors } from "./vectors.ts";

/** What the engine opens, and what the page is told of it. */
export interface ObtainedModel extends Omit<ModelFiles, "name" | "licence"> {
  readonly ref: ModelRef;
  readonly identity: ModelIdentity;
  readonly vectors: EmotionVectors | null;
  readonly notes: readonly string[];
  /** Why the model could not be kept, where it could not, and what that means. */
  readonly notKept?: string;
}

export interface ObtainedFiles {
  readonly plan: ModelPlan;
  /** In the order of the plan's. */
  readonly weights: readonly ObtainedFile[];
  readonly small: readonly ObtainedFile[];
}

/** @throws EngineError corrupt-model, unsupported-model, missing-file, offline, cancelled */
export async function finishModel(
  { plan, weights, small }: ObtainedFiles,
  environment: SourceEnvironment,
  options: ObtainOptions,
): Promise<ObtainedModel> {
  const hashes = weights.map(({ sha256 }) => sha256);
  const sha256 = plan.joinedSha256 ?? (await weightsSha256(hashes, sha256Hex));
  const catalogue = await siteCatalogue(environment);
  const entry = entryOfWeights(catalogue, sha256);
  const planned = await planVectors(sha256, environment);
  // Before the vectors are fetched, so that they are listed too.
  const planRefusal = await keepModel(
    settled({ plan, weights, small }),
    planned,
    environment.store,
  );
  const vectors = planned && (await obtainVectors(planned, environment, options));
  const read = await readModelFiles([
    ...(plan.joinedSha256 === null
      ? named(plan.weights, weights)
      : [
          joined(
            `${plan.id}.gguf`,
            weights.map(({ source }) => source),
          ),
        ]),
    ...named(plan.small, small),
  ]);
  const refusals = [...weights, ...small].map(({ notKept }) => notKept);
  const notKept =
    refusals.find((why) => why !== undefined) ?? planRefusal ?? (await environment.site.keep());
  return {
    ...read,
    ref: plan.ref,
    identity: { id: entry?.id ?? plan.id, name: entry?.name ?? plan.name, sha256 },
    vectors,
    notes: [
      ...plan.notes,
      ...otherEdition(plan, sha256, catalogue.models),
      ...otherVectors(entry, planned),
    ],
    ...(notKept === undefined ? {} : { notKept: notKeptWords(notKept, plan.ref.kind === "kept") }),
  };
}

/** Weights that went by the same name before are forgotten. Resolves to why it could not be kept. */
async function keepModel(
  plan: ModelPlan,
  vectors: PlannedVectors | null,
  store: FileStore,
): Promise<Refusal | undefined> {
  const former = await keptPlan(plan.ref, store);
  const shipped = vectors?.origin === "shipped" ? vectors.file : null;
  const refusal = await keepPlan(plan, shipped, store);
  if (former && refusal === undefined) await forgetFiles(former, await keptPlans(store), store);
  return refusal;
}

function named(planned: readonly RemoteFile[], obtained: readonly ObtainedFile[]) {
  return planned.map(({ name }, i) => ({ name, source: (obtained[i] as ObtainedFile).source }));
}

/** The plan with what is known now of its files, so that the next load finds them by their hash. */
function settled({ plan, weights, small }: ObtainedFiles): ModelPlan {
  const known = (files: readonly RemoteFile[], obtained: readonly ObtainedFile[]) =>
    files.map((file, i) => {
      const { bytes, sha256 } = obtained[i] as ObtainedFile;
      return { ...file, bytes, sha256 };
    });
  return { ...plan, weights: known(plan.weights, weights), small: known(plan.small, small) };
}

/** Where the hub's file of a catalogue's model is not the one whose vectors ship with this site. */
function otherEdition(
  { ref }: ModelPlan,
  sha256: string,
  models: readonly CatalogueEntry[],
): string[] {
  const entry = ref.kind === "catalogue" ? models.find(({ id }) => id === ref.id) : undefined;
  if (!entry?.vectors || entry.sha256 === sha256) return [];
  return [
    `The file that was fetched is another edition of ${entry.name} than the one whose emotion vectors this site has. They are not used; build vectors for this one.`,
  ];
}

/** Where the site's vectors of these weights turned out to be made for others. */
function otherVectors(entry: CatalogueEntry | undefined, planned: PlannedVectors | null): string[] {
  if (!entry?.vectors || planned?.origin === "shipped") return [];
  const instead = planned
    ? "Those that were built in this browser are used."
    : "Build vectors for this model, or load it again once the site is mended.";
  return [
    `The emotion vectors that this site has for ${entry.name} were made for other weights, so that nothing they say would hold. ${instead}`,
  ];
}
