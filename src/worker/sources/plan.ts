/** Everything that is known of a model before its weights are fetched. */
import * as v from "valibot";
import { formatModelRef, type ModelRef, parseModelRef } from "../../core/model-ref.ts";
import { FAMILIES, type Family } from "../../engine/decoder/settings.ts";
import { count, SHAPE, sha256 } from "../../engine/model-schema.ts";
import type { ModelShape } from "../../engine/model-shape.ts";
import type { FileStore, Refusal } from "../storage.ts";
import type { RemoteFile } from "./fetching.ts";

export interface ModelPlan {
  /** How settings and links name it. */
  readonly ref: ModelRef;
  readonly id: string;
  readonly name: string;
  readonly licence: string | null;
  readonly family: Family;
  readonly shape: ModelShape;
  /** In the order that their hash goes by. */
  readonly weights: readonly RemoteFile[];
  /** The weights are one GGUF, cut for a host's sake: joined, they have this sha256. */
  readonly joinedSha256: string | null;
  /** Tokenizer and configuration, where they are not in the weights. */
  readonly small: readonly RemoteFile[];
  /** Sentences that the user should read. */
  readonly notes: readonly string[];
}

const KeptFile = v.object({
  url: v.string(),
  name: v.string(),
  bytes: v.nullable(count),
  sha256: v.nullable(sha256),
});
const Stored = v.object({
  schema: v.literal(1),
  ref: v.string(),
  id: v.string(),
  name: v.string(),
  licence: v.nullable(v.string()),
  family: v.picklist(FAMILIES),
  shape: v.object(SHAPE),
  weights: v.pipe(v.array(KeptFile), v.minLength(1)),
  joinedSha256: v.nullable(sha256),
  small: v.array(KeptFile),
  notes: v.array(v.string()),
  vectors: v.nullable(KeptFile),
  date: v.string(),
});

/** A plan that was kept, and when. */
export interface KeptPlan extends ModelPlan {
  /** The site's vectors that are kept with it. */
  readonly vectors: RemoteFile | null;
  /** ISO date and time of the first load. */
  readonly date: string;
}

const PREFIX = "plan-";
const PLAN = "plan.json";

/** The plan of a model that was loaded here before: with it no server need be asked again. */
export async function keptPlan(ref: ModelRef, store: FileStore): Promise<KeptPlan | undefined> {
  const plan = await readPlan(planFolder(ref), store);
  // Long names share their endings.
  return plan && formatModelRef(plan.ref) === formatModelRef(ref) ? plan : undefined;
}

/** The plans of all models that are kept here. */
export async function keptPlans(store: FileStore): Promise<KeptPlan[]> {
  const plans: KeptPlan[] = [];
  for (const folder of await store.folders()) {
    const plan = folder.startsWith(PREFIX) && (await readPlan(folder, store));
    if (plan) plans.push(plan);
  }
  return plans;
}

/** Resolves to why it could not be kept. */
export async function keepPlan(
  plan: ModelPlan,
  vectors: RemoteFile | null,
  store: FileStore,
): Promise<Refusal | undefined> {
  const date = (await keptPlan(plan.ref, store))?.date ?? new Date().toISOString();
  const kept = { ...plan, schema: 1, ref: formatModelRef(plan.ref), vectors, date };
  const text = JSON.stringify(kept);
  return store.put(planFolder(plan.ref), PLAN, new Blob([text]));
}

/** The lock of who fetches, copies or removes a model. */
export function planLock(ref: ModelRef): string {
  return `moodring:${planFolder(ref)}`;
}

export async function forgetPlan(ref: ModelRef, store: FileStore): Promise<void> {
  await store.remove(planFolder(ref));
}

/** Undefined also for one of another version of this page, or damaged: it is made again. */
async function readPlan(folder: string, store: FileStore): Promise<KeptPlan | undefined> {
  const kept = await store.get(folder, PLAN);
  if (kept === undefined) return undefined;
  try {
    const plan = v.parse(Stored, JSON.parse(await kept.text()));
    const ref = parseModelRef(plan.ref);
    return ref ? { ...plan, ref } : undefined;
  } catch {
    return undefined;
  }
}

function planFolder(ref: ModelRef): string {
  return `${PREFIX}${encodeURIComponent(formatModelRef(ref)).replaceAll("*", "%2A").slice(-200)}`;
}
