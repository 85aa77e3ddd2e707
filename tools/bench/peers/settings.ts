/**
 * The settings of each peer that its documentation, types or README name and that can bear on speed
 * on WebAssembly. A short run tries them all with each form, and the best takes part.
 */
import type { ContestantEntry, Engine } from "./contestants.ts";

/** Which of ONNX Runtime Web's builds runs: transformers.js takes the first by itself. */
export type OnnxBuild = "asyncify" | "jspi" | "plain";

export interface Setting {
  readonly name: string;
  /** wllama: parameters of `loadModel`, over those that all settings share. */
  readonly load?: Readonly<Record<string, string | number | boolean>>;
  /** transformers.js: `session_options` of `from_pretrained`. */
  readonly session?: Readonly<Record<string, unknown>>;
  /** transformers.js: `env.backends.onnx.wasm.wasmPaths`. */
  readonly build?: OnnxBuild;
}

const F32 = { cache_type_k: "f32", cache_type_v: "f32" };
const Q8_0 = { cache_type_k: "q8_0", cache_type_v: "q8_0" };

/** The first of each engine is what it does by itself. */
export const SETTINGS: Readonly<Record<Engine, readonly Setting[]>> = {
  ours: [{ name: "as the page runs it" }],
  wllama: [
    { name: "defaults" },
    { name: "`flash_attn: true`", load: { flash_attn: true } },
    { name: "`flash_attn: false`", load: { flash_attn: false } },
    { name: "`cache_type_k/v: f32`", load: F32 },
    { name: "`cache_type_k/v: f32`, `flash_attn: false`", load: { ...F32, flash_attn: false } },
    { name: "`cache_type_k/v: q8_0`, `flash_attn: true`", load: { ...Q8_0, flash_attn: true } },
    { name: "`n_batch`, `n_ubatch`: 64", load: { n_batch: 64, n_ubatch: 64 } },
  ],
  "transformers.js": [
    { name: "defaults" },
    { name: "the JSPI build", build: "jspi" },
    { name: "the plain build", build: "plain" },
    {
      name: "the plain build, `graphOptimizationLevel: extended`",
      build: "plain",
      session: { graphOptimizationLevel: "extended" },
    },
    {
      name: "the plain build, `freeDimensionOverrides: { batch_size: 1 }`",
      build: "plain",
      session: { freeDimensionOverrides: { batch_size: 1 } },
    },
    {
      name: "the plain build, `enableCpuMemArena`, `enableMemPattern`: true",
      build: "plain",
      session: { enableCpuMemArena: true, enableMemPattern: true },
    },
  ],
};

/** @throws RangeError for a name that the engine's settings do not have */
export function setting({ engine }: ContestantEntry, name: string): Setting {
  const found = SETTINGS[engine].find((one) => one.name === name);
  if (!found) throw new RangeError(`${engine} has no setting ${name}`);
  return found;
}
