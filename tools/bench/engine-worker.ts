/**
 * Times the engine alone, in the browser: prefill, decode after two lengths, taps on and off.
 * Taps on and off alternate within a round, so that a noisy machine disturbs both alike.
 */
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { COLUMNS } from "../../src/core/vectors-access.ts";
import { blobSource, joinSources } from "../../src/engine/bytes.ts";
import { parseModelManifest } from "../../src/engine/manifest.ts";
import { openTransformer } from "../../src/engine/open.ts";
import type { Probes, Transformer } from "../../src/engine/transformer.ts";
import { webRuntime } from "../../src/engine/web/runtime.ts";

/** Tokens a second, one number a round. */
export interface Rates {
  readonly tapsOn: number[];
  readonly tapsOff: number[];
}

export interface EngineTimings {
  readonly loadMs: number;
  readonly threads: number;
  readonly prefill: Readonly<Record<number, Rates>>;
  readonly decode: Readonly<Record<number, Rates>>;
  /** Milliseconds to read three new tokens after 200. */
  readonly threeTokens: number[];
}

const LENGTHS = [128, 512] as const;
const DECODED = 12;

self.onmessage = async ({ data }: MessageEvent<{ threads: number; rounds: number }>) => {
  self.postMessage(await measure(data.threads, data.rounds));
};

async function measure(threads: number, rounds: number): Promise<EngineTimings> {
  const started = performance.now();
  const model = await open(threads);
  const loadMs = performance.now() - started;
  const read = someProbes(model);
  await prefill(model, 128, read);

  const prefillRates = rates();
  const decodeRates = rates();
  const threeTokens: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const length of LENGTHS) {
      for (const taps of [true, false]) {
        const side = taps ? "tapsOn" : "tapsOff";
        const run = await prefill(model, length, taps ? read : undefined);
        prefillRates[length][side].push(run.rate);
        const before = performance.now();
        for (let i = 0; i < DECODED; i++) await step(model, run.cache, taps ? read : undefined);
        decodeRates[length][side].push((1000 * DECODED) / (performance.now() - before));
      }
    }
    const { cache } = await prefill(model, 200, read);
    const before = performance.now();
    await model.forward({ batch: [ids(3)], past: cache, read });
    threeTokens.push(performance.now() - before);
  }
  return { loadMs, threads, prefill: prefillRates, decode: decodeRates, threeTokens };
}

function rates(): Record<(typeof LENGTHS)[number], Rates> {
  return { 128: { tapsOn: [], tapsOff: [] }, 512: { tapsOn: [], tapsOff: [] } };
}

async function open(threads: number): Promise<Transformer> {
  const base = new URL("/models/smollm2-135m-instruct/", self.location.href);
  const manifest = parseModelManifest(await (await fetch(new URL("manifest.json", base))).json());
  const shards = manifest.shards.map(async ({ file }) =>
    blobSource(await (await fetch(new URL(file, base))).blob()),
  );
  const absolute = (url: string) => new URL(url, self.location.href).href;
  const paths = { mjs: absolute(ortModule), wasm: absolute(ortBinary) };
  return openTransformer(joinSources(await Promise.all(shards)), webRuntime({ threads, paths }));
}

async function prefill(model: Transformer, length: number, read: Probes | undefined) {
  const cache = model.newCache();
  const before = performance.now();
  await model.forward({ batch: [ids(length)], past: cache, read, logitRows: [length - 1] });
  return { cache, rate: (1000 * length) / (performance.now() - before) };
}

function step(model: Transformer, past: ReturnType<Transformer["newCache"]>, read?: Probes) {
  return model.forward({ batch: [ids(1)], past, read, logitRows: [0] });
}

/** Arbitrary but fixed tokens: speed does not depend on which. */
function ids(length: number): number[] {
  return Array.from({ length }, (_, i) => 1000 + ((i * 7919) % 40000));
}

/** As many directions as the page reads; their values do not matter to the time. */
function someProbes({ points, settings }: Transformer): Probes {
  const probes = new Float32Array(points * settings.width * COLUMNS).fill(0.01);
  return { probes, centre: new Float32Array(points * settings.width), count: COLUMNS };
}
