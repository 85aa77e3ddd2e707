/** The models that this browser keeps: what they are, how much room they take, and how they go. */
import { formatModelRef, parseModelRef } from "../../core/model-ref.ts";
import type { KeptModel } from "../contract.ts";
import type { FileStore } from "../storage.ts";
import type { RemoteFile } from "./fetching.ts";
import { forgetPlan, type KeptPlan, keptPlan, keptPlans } from "./plan.ts";
import { sha256Hex } from "./sha256.ts";
import { FILES } from "./store-fetching.ts";
import { plannedSha256 } from "./summary.ts";

export async function listKept(store: FileStore): Promise<KeptModel[]> {
  const models: KeptModel[] = [];
  for (const plan of await keptPlans(store)) {
    models.push({
      key: formatModelRef(plan.ref),
      ref: plan.ref,
      name: plan.name,
      bytes: filesOf(plan).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
      complete: await allKept(plan, store),
      date: plan.date,
    });
  }
  return models;
}

/** Files that another kept model has too stay. It is no fault if nothing was kept. */
export async function removeKept(key: string, store: FileStore): Promise<void> {
  const ref = parseModelRef(key);
  const plan = ref && (await keptPlan(ref, store));
  if (!ref || !plan) return;
  await forgetPlan(ref, store);
  await forgetFiles(plan, store);
}

/** Forgets a plan's files, but for those that a kept plan names. */
export async function forgetFiles(plan: KeptPlan, store: FileStore): Promise<void> {
  const others = await keptPlans(store);
  const needed = new Set(others.flatMap(filesOf).map(({ sha256 }) => sha256));
  for (const { sha256 } of filesOf(plan)) {
    if (sha256 !== null && !needed.has(sha256)) await store.remove(FILES, sha256);
  }
  const weights = await plannedSha256(plan, sha256Hex);
  const hashes = await Promise.all(others.map((other) => plannedSha256(other, sha256Hex)));
  // Vectors that were built here lie in a folder of the weights' hash.
  if (weights !== null && !hashes.includes(weights)) await store.remove(weights);
}

function filesOf({ weights, small, vectors }: KeptPlan): readonly RemoteFile[] {
  return [...weights, ...small, ...(vectors ? [vectors] : [])];
}

async function allKept(plan: KeptPlan, store: FileStore): Promise<boolean> {
  for (const { sha256, bytes } of filesOf(plan)) {
    const kept = sha256 === null ? undefined : await store.get(FILES, sha256);
    if (kept?.size !== bytes) return false;
  }
  return true;
}
