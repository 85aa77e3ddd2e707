/** What loading a model takes, told before its weights are fetched. */
import { catalogueEntry } from "../../engine/catalogue.ts";
import { type Sha256, weightsSha256 } from "../../engine/weights-hash.ts";
import type { ModelSummary } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { planDropped } from "./dropped.ts";
import { type SourceEnvironment, siteCatalogue } from "./environment.ts";
import { findPlan } from "./find-plan.ts";
import { bytesKept } from "./kept-models.ts";
import type { ModelPlan } from "./plan.ts";
import { type PlannedVectors, planVectors } from "./vectors.ts";
import { verdictHere } from "./verdict.ts";

/** @throws EngineError missing-file, offline, corrupt-model, unsupported-model, bad-input, cancelled */
export async function inspectModel(environment: SourceEnvironment): Promise<ModelSummary> {
  const { request, fetching } = environment;
  if (request.files !== undefined) return inspectDropped(request.files, environment);
  const plan = await findPlan(environment);
  const sha256 = await plannedSha256(plan, sha256Hex);
  const vectors = sha256 === null ? null : await planVectors(sha256, environment);
  const files = [...plan.weights, ...plan.small];
  if (vectors?.origin === "shipped") files.push(vectors.file);
  return {
    ref: plan.ref,
    ...about(plan),
    bytes: plannedBytes(plan, vectors),
    cachedBytes: await bytesKept(files, fetching),
    vectors: vectors?.origin ?? (sha256 === null ? await expected(environment) : "none"),
  };
}

/** Where only the weights will tell: what the catalogue promises of a model of its own. */
async function expected(environment: SourceEnvironment): Promise<ModelSummary["vectors"]> {
  const { model } = environment.request;
  if (model.kind !== "catalogue") return "none";
  return catalogueEntry(await siteCatalogue(environment), model.id).vectors ? "shipped" : "none";
}

/** Whether a dropped model has vectors is known once it is copied and hashed. */
async function inspectDropped(
  files: readonly File[],
  { request }: SourceEnvironment,
): Promise<ModelSummary> {
  const dropped = await planDropped(files);
  const bytes = [...dropped.weights, ...dropped.small].reduce((sum, { size }) => sum + size, 0);
  return { ref: request.model, ...about(dropped), bytes, cachedBytes: bytes, vectors: "none" };
}

function about(plan: Pick<ModelPlan, "id" | "name" | "licence" | "family" | "shape">) {
  const { id, name, licence, family, shape } = plan;
  return { id, name, licence, family, layers: shape.layers, ...verdictHere(shape) };
}

/** Of everything that must be here, as far as it is known. */
export function plannedBytes(plan: ModelPlan, vectors: PlannedVectors | null): number {
  const shipped = vectors?.origin === "shipped" ? [vectors.file] : [];
  return [...plan.weights, ...plan.small, ...shipped].reduce(
    (sum, { bytes }) => sum + (bytes ?? 0),
    0,
  );
}

/** The weights' hash where it is known before they are here. */
export async function plannedSha256(
  { weights, joinedSha256 }: ModelPlan,
  hash: Sha256,
): Promise<string | null> {
  if (joinedSha256 !== null) return joinedSha256;
  const hashes = weights.map(({ sha256 }) => sha256);
  return hashes.every((each) => each !== null) ? weightsSha256(hashes, hash) : null;
}
