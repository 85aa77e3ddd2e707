/** The models that this browser keeps: what they are, how much room they take, and how they go. */
import { formatModelRef, parseModelRef } from "../../core/model-ref.ts";
import type { KeptModel } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { fileFolder } from "../fetch/kept-file.ts";
import type { FileStore } from "../storage.ts";
import type { Fetching, RemoteFile } from "./fetching.ts";
import { forgetPlan, type KeptPlan, keptPlan, keptPlans, type ModelPlan } from "./plan.ts";
import { plannedSha256 } from "./summary.ts";

/** Downloads that were not finished are among them. */
export async function listKept(store: FileStore, fetching: Fetching): Promise<KeptModel[]> {
  const models: KeptModel[] = [];
  for (const plan of await keptPlans(store)) {
    models.push({
      key: formatModelRef(plan.ref),
      ref: plan.ref,
      name: plan.name,
      bytes: await bytesKept(filesOf(plan), fetching),
      complete: await isComplete(plan, fetching),
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
  const needed = new Set(others.flatMap(filesOf).flatMap(foldersOf));
  for (const folder of filesOf(plan).flatMap(foldersOf)) {
    if (!needed.has(folder)) await store.remove(folder);
  }
  const weights = await plannedSha256(plan, sha256Hex);
  const hashes = await Promise.all(others.map((other) => plannedSha256(other, sha256Hex)));
  // Vectors that were built here lie in a folder of the weights' hash.
  if (weights !== null && !hashes.includes(weights)) await store.remove(weights);
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
