/** For tests: published models that are not in this repository, where a folder of them is at hand. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fixtureFloats, fixtureText } from "./shipped.ts";

/** One model as real_models.py describes it. */
export interface RealCase {
  readonly id: string;
  readonly path: string;
  readonly ids: readonly number[];
  readonly points: number;
  readonly width: number;
  readonly keptTokens: readonly number[];
  /** Largest number of all tokens, at each point. */
  readonly largest: readonly number[];
  readonly topIds: readonly number[];
  readonly greedyIds: readonly number[];
  readonly longIds: readonly number[];
  readonly longLargest: readonly number[];
  /** [P, keptTokens, width] */
  readonly residuals: Float32Array;
  /** Of topIds, at the last token. */
  readonly topLogits: Float32Array;
  /** [P, width], of the last of longIds. */
  readonly longResiduals: Float32Array;
}

const IDS = ["qwen2.5-coder-0.5b-instruct", "gemma-3-270m"] as const;
const folder = process.env.MOODRING_REAL_MODELS;

/** The fixtures of models whose files are there, and the names of the rest. */
export function realCases(): {
  readonly found: readonly RealCase[];
  readonly missing: readonly string[];
} {
  const found: RealCase[] = [];
  const missing: string[] = [];
  for (const id of IDS) {
    const description = JSON.parse(fixtureText(`real/${id}.json`)) as RealCase & { file: string };
    const path = join(folder ?? "", description.file);
    if (!folder || !existsSync(path)) missing.push(description.file);
    else found.push({ ...description, id, path, ...arrays(id, description) });
  }
  return { found, missing };
}

function arrays(id: string, { points, width, keptTokens, topIds }: RealCase) {
  const floats = fixtureFloats(`real/${id}.bin`);
  const kept = points * keptTokens.length * width;
  return {
    residuals: floats.subarray(0, kept),
    topLogits: floats.subarray(kept, kept + topIds.length),
    longResiduals: floats.subarray(kept + topIds.length),
  };
}
