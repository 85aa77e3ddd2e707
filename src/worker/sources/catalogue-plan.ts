/** Models that the site offers by name. */
import type { ModelRef } from "../../core/model-ref.ts";
import { type CatalogueEntry, catalogueEntry, type HubWeights } from "../../engine/catalogue.ts";
import { EngineError } from "../../engine/errors.ts";
import { parseModelManifest } from "../../engine/manifest.ts";
import { shapeOf } from "../../engine/model-shape.ts";
import { type SourceEnvironment, siteCatalogue } from "./environment.ts";
import type { RemoteFile } from "./fetching.ts";
import { isComplete } from "./kept-models.ts";
import { notNearby } from "./nearby.ts";
import { hubAddress } from "./places.ts";
import { keptPlan, type ModelPlan } from "./plan.ts";

type CatalogueRef = Extract<ModelRef, { kind: "catalogue" }>;

/** @throws EngineError missing-file, offline, corrupt-model, cancelled */
export async function planCatalogue(
  ref: CatalogueRef,
  environment: SourceEnvironment,
): Promise<ModelPlan> {
  const entry = catalogueEntry(await siteCatalogue(environment), ref.id);
  return entry.weights.kind === "folder"
    ? planFolder(ref, environment)
    : planHubEntry(ref, entry, entry.weights, environment);
}

/** models/<id>/ of this site, as its manifest.json says. */
async function planFolder(ref: CatalogueRef, { site }: SourceEnvironment): Promise<ModelPlan> {
  const folder = `models/${ref.id}`;
  const manifest = parseModelManifest(await site.json(`${folder}/manifest.json`));
  const { id, name, licence, architecture } = manifest;
  const remote = ({ file, ...known }: (typeof manifest.files)[number]): RemoteFile => ({
    url: site.address(`${folder}/${file}`),
    name: file,
    ...known,
  });
  return {
    ref,
    ...{ id, name, licence },
    family: architecture.family,
    shape: shapeOf(architecture),
    weights: manifest.shards.map(remote),
    joinedSha256: manifest.sha256,
    small: manifest.files.filter(({ file }) => !/^emotions\./.test(file)).map(remote),
    notes: [],
  };
}

/** Whether a file's name belongs beside weights, not among them. */
const SMALL = /\.(json|jinja)$/i;

async function planHubEntry(
  ref: CatalogueRef,
  entry: CatalogueEntry,
  weights: HubWeights,
  environment: SourceEnvironment,
): Promise<ModelPlan> {
  const files: RemoteFile[] = [];
  try {
    for (const file of weights.files) files.push(await hubFile(file, weights, environment));
  } catch (error) {
    const offline = error instanceof EngineError && error.kind === "offline";
    const kept = offline ? await keptPlan(ref, environment.store) : undefined;
    if (kept) return kept;
    throw error;
  }
  const plan: ModelPlan = {
    ref,
    id: entry.id,
    name: entry.name,
    licence: entry.licence.name,
    family: entry.family,
    shape: shapeOf(entry.architecture),
    weights: files.filter(({ name }) => !SMALL.test(name)),
    joinedSha256: null,
    small: files.filter(({ name }) => SMALL.test(name)),
    notes: [],
  };
  const { request, fetching } = environment;
  if (request.nearby && !(await isComplete(plan, fetching))) throw notNearby(entry.name);
  return plan;
}

/** What the catalogue leaves open, the hub is asked. */
async function hubFile(
  { file, bytes, sha256 }: HubWeights["files"][number],
  weights: HubWeights,
  { request, fetching, signal }: SourceEnvironment,
): Promise<RemoteFile> {
  const url = hubAddress(weights, file, request.hub);
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (bytes !== null && sha256 !== null) return { url, name, bytes, sha256 };
  if (request.nearby) throw notNearby(name);
  const about = await fetching.about(url, signal);
  return { url, name, bytes: bytes ?? about.bytes, sha256: sha256 ?? about.sha256 };
}
