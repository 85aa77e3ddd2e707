/** The models that this browser keeps: what they are, how much room they take, and how they go. */
import { formatModelRef, parseModelRef } from "../../core/model-ref.ts";
import { EngineError } from "../../engine/errors.ts";
import type { KeptModel } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { fileFolder } from "../fetch/kept-file.ts";
import { hasLocks, ifFree } from "../locks.ts";
import type { FileStore } from "../storage.ts";
import type { Fetching, RemoteFile } from "./fetching.ts";
import {
  forgetPlan,
  type KeptPlan,
  keptPlan,
  keptPlans,
  type ModelPlan,
  planLock,
} from "./plan.ts";
import { plannedSha256 } from "./summary.ts";

/** Downloads that were not finished are among them, and copies that another tab is at. */
export async function listKept(store: FileStore, fetching: Fetching): Promise<KeptModel[]> {
  await sweepCopies(store);
  const models: KeptModel[] = [];
  for (const plan of await keptPlans(store)) {
    models.push({
      key: formatModelRef(plan.ref),
      ref: plan.ref,
      name: plan.name,
      bytes: (await bytesKept(filesOf(plan), fetching)) + (await bytesBuilt(plan, store)),
      complete: await isComplete(plan, fetching),
      date: plan.date,
    });
  }
  return models;
}

/**
 * Files that another kept model has too stay. It is no fault if nothing was kept.
 * @throws EngineError bad-input while the model is being loaded, here or in another tab
 */
export async function removeKept(key: string, store: FileStore): Promise<void> {
  const ref = parseModelRef(key);
  if (!ref) return;
  const removed = await ifFree(planLock(ref), async () => {
    const plan = await keptPlan(ref, store);
    if (plan) await forget(plan, store);
  });
  if (removed) return;
  throw new EngineError(
    "bad-input",
    "That model is being loaded right now, perhaps in another tab. Stop that or let it end, then remove the model.",
  );
}

/**
 * Clears away what was copied of dropped files by tabs that did not live to the end of it. A living
 * tab holds the lock of what it copies; without locks nobody can tell, and the copies stay listed.
 */
export async function sweepCopies(store: FileStore): Promise<void> {
  if (!hasLocks()) return;
  for (const plan of await keptPlans(store)) {
    if (isCopy(plan)) await ifFree(planLock(plan.ref), () => forget(plan, store));
  }
}

/** A copy on its way: what came of it is known by the hash of its weights. */
function isCopy({ ref, weights }: KeptPlan): boolean {
  return ref.kind === "kept" && weights.some(({ sha256 }) => sha256 === null);
}

/** The plan goes last: as long as anything is left, it is listed. */
export async function forget(plan: KeptPlan, store: FileStore): Promise<void> {
  const key = formatModelRef(plan.ref);
  const others = (await keptPlans(store)).filter(({ ref }) => formatModelRef(ref) !== key);
  await forgetFiles(plan, others, store);
  await forgetPlan(plan.ref, store);
}

/** Forgets a plan's files, but for those that other plans name. */
export async function forgetFiles(
  plan: KeptPlan,
  others: readonly KeptPlan[],
  store: FileStore,
): Promise<void> {
  const needed = new Set(others.flatMap(filesOf).flatMap(foldersOf));
  for (const folder of filesOf(plan).flatMap(foldersOf)) {
    if (!needed.has(folder)) await store.remove(folder);
  }
  const weights = await plannedSha256(plan, sha256Hex);
  const hashes = await Promise.all(others.map((other) => plannedSha256(other, sha256Hex)));
  // Vectors that were built here lie in a folder of the weights' hash.
  if (weights !== null && !hashes.includes(weights)) await store.remove(weights);
}

/** Of vectors that were built for a model, and of those that are half done. */
async function bytesBuilt(plan: ModelPlan, store: FileStore): Promise<number> {
  const weights = await plannedSha256(plan, sha256Hex);
  return weights === null ? 0 : store.bytes(weights);
}

/** Whether all files of a model are here. */
export async function isComplete(
  { weights, small }: ModelPlan,
  fetching: Fetching,
): Promise<boolean> {
  for (const file of [...weights, ...small]) {
    if (file.sha256 === null || (await fetching.keptBytes(file)) !== file.bytes) return false;
  }
  return true;
}

export async function bytesKept(files: readonly RemoteFile[], fetching: Fetching): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += await fetching.keptBytes(file);
  return bytes;
}

export function filesOf({ weights, small, vectors }: KeptPlan): readonly RemoteFile[] {
  return [...weights, ...small, ...(vectors ? [vectors] : [])];
}

/** A file whose hash was not known when it was fetched lies under its address. */
function foldersOf({ url, sha256 }: RemoteFile): string[] {
  return [fileFolder(url, sha256), fileFolder(url, null)];
}
