/** A model's files on their way: fetched or copied, checked, kept, read as far as their headers. */
import { companionTokenizer } from "../../engine/model-files.ts";
import type { LoadProgress } from "../contract.ts";
import { sha256Hex } from "../fetch/hashing.ts";
import { withLock } from "../locks.ts";
import { obtainDropped } from "./dropped.ts";
import type { SourceEnvironment } from "./environment.ts";
import type { ObtainedFile, RemoteFile } from "./fetching.ts";
import { findPlan } from "./find-plan.ts";
import { finishModel, type ObtainedModel } from "./finish-model.ts";
import { bytesKept, sweepCopies } from "./kept-models.ts";
import { forgetPlan, keepPlan, keptPlan, type ModelPlan, planLock } from "./plan.ts";
import { loadMeter, waiting } from "./progress.ts";
import { plannedBytes, plannedSha256 } from "./summary.ts";
import { planVectors } from "./vectors.ts";
import { refuseTooLarge } from "./verdict.ts";

/**
 * Brings every file of a model together. Two tabs that load at once fetch each file once. A model
 * that this machine cannot hold is refused before its first byte.
 * @throws EngineError missing-file, offline, corrupt-model, unsupported-model, bad-input, cancelled
 */
export async function obtainModel(
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { files } = environment.request;
  return files === undefined
    ? obtainPlanned(await findPlan(environment), environment, onProgress)
    : obtainDropped(files, environment, onProgress);
}

async function obtainPlanned(
  plan: ModelPlan,
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { signal, store } = environment;
  refuseTooLarge(plan.shape);
  await sweepCopies(store);
  return withLock(
    planLock(plan.ref),
    signal,
    () => fetchPlanned(plan, environment, onProgress),
    waiting(onProgress),
  );
}

async function fetchPlanned(
  plan: ModelPlan,
  environment: SourceEnvironment,
  onProgress: (progress: LoadProgress) => void,
): Promise<ObtainedModel> {
  const { fetching, signal, store } = environment;
  const sha256 = await plannedSha256(plan, sha256Hex);
  const vectors = sha256 === null ? null : await planVectors(sha256, environment);
  const meter = loadMeter(plannedBytes(plan, vectors), onProgress);
  const options = { signal, onBytes: meter, onWait: waiting(onProgress) };
  const obtain = async (files: readonly RemoteFile[]): Promise<ObtainedFile[]> => {
    const obtained: ObtainedFile[] = [];
    for (const file of files) obtained.push(await fetching.obtain(file, options));
    return obtained;
  };
  const isNew = (await keptPlan(plan.ref, store)) === undefined;
  const shipped = vectors?.origin === "shipped" ? vectors.file : null;
  // A download that is not finished is listed, and can be removed.
  if (isNew) await keepPlan(plan, shipped, store);
  try {
    const small = await obtain(plan.small);
    await refuseForeignTokenizer(plan, small);
    const weights = await obtain(plan.weights);
    return await finishModel({ plan, weights, small }, environment, options);
  } catch (error) {
    const kept = await bytesKept([...plan.weights, ...plan.small], fetching);
    if (isNew && kept === 0) await forgetPlan(plan.ref, store);
    throw error;
  }
}

/**
 * A tokenizer of another model than the configuration beside it, told before the weights are fetched.
 * The site's own is known to fit.
 */
async function refuseForeignTokenizer(
  { small, shape, joinedSha256 }: ModelPlan,
  obtained: readonly ObtainedFile[],
): Promise<void> {
  if (joinedSha256 !== null) return;
  const files = small.flatMap(({ name }, i) => {
    const source = obtained[i]?.source;
    return source ? [{ name, source }] : [];
  });
  (await companionTokenizer(files))?.fitTo(shape.vocabulary);
}
