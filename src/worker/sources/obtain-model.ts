/** A model's files on their way: fetched or copied, checked, kept, read as far as their headers. */
import type { LoadProgress } from "../contract.ts";
import { obtainDropped } from "./dropped.ts";
import type { SourceEnvironment } from "./environment.ts";
import type { ObtainedFile, RemoteFile } from "./fetching.ts";
import { findPlan } from "./find-plan.ts";
import { finishModel, type ObtainedModel } from "./finish-model.ts";
import type { ModelPlan } from "./plan.ts";
import { loadMeter } from "./progress.ts";
import { sha256Hex } from "./sha256.ts";
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
  const { fetching, signal } = environment;
  refuseTooLarge(plan.shape);
  const sha256 = await plannedSha256(plan, sha256Hex);
  const vectors = sha256 === null ? null : await planVectors(sha256, environment);
  const meter = loadMeter(plannedBytes(plan, vectors), onProgress);
  const options = { signal, onBytes: meter };
  const obtain = async (files: readonly RemoteFile[]): Promise<ObtainedFile[]> => {
    const obtained: ObtainedFile[] = [];
    for (const file of files) obtained.push(await fetching.obtain(file, options));
    return obtained;
  };
  const weights = await obtain(plan.weights);
  return finishModel({ plan, weights, small: await obtain(plan.small) }, environment, options);
}
