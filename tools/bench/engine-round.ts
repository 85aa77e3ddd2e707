/**
 * One round of the engine's timings. Taps on and off alternate, step by step and in turns as to which
 * goes first, so that a noisy machine disturbs both alike.
 */
import { COLUMNS } from "../../src/core/vectors-access.ts";
import type { Probes, Transformer } from "../../src/engine/transformer.ts";
import { type EngineRound, FAR, LENGTHS, type Length, type Pair } from "./engine-timings.ts";

type Cache = ReturnType<Transformer["newCache"]>;

/** @param steps decode steps of each kind and length */
export async function measureRound(model: Transformer, steps: number): Promise<EngineRound> {
  const read = probesOf(model);
  const prefill = emptyPairs();
  const decode = emptyPairs();
  for (const length of LENGTHS) {
    const on = await timedPrefill(model, length, read);
    const off = await timedPrefill(model, length, undefined);
    prefill[length].tapsOn.push(on.ms);
    prefill[length].tapsOff.push(off.ms);
    for (let i = 0; i < steps; i++) {
      const onFirst = async () =>
        decode[length].tapsOn.push(await timedStep(model, on.cache, read));
      const other = async () => decode[length].tapsOff.push(await timedStep(model, off.cache));
      for (const step of i % 2 === 0 ? [onFirst, other] : [other, onFirst]) await step();
    }
  }
  const farDecode = await stepsAfter(model, FAR, steps, read);
  const { cache } = await timedPrefill(model, 200, read);
  const before = performance.now();
  await model.forward({ batch: [someIds(3)], past: cache, read });
  return { prefill, decode, farDecode, threeTokens: performance.now() - before };
}

async function stepsAfter(
  model: Transformer,
  length: number,
  steps: number,
  read: Probes,
): Promise<number[]> {
  const { cache } = await timedPrefill(model, length, read);
  const times: number[] = [];
  for (let i = 0; i < steps; i++) times.push(await timedStep(model, cache, read));
  cache.release();
  return times;
}

function emptyPairs(): Record<Length, Pair> {
  return { 128: { tapsOn: [], tapsOff: [] }, 512: { tapsOn: [], tapsOff: [] } };
}

async function timedPrefill(
  model: Transformer,
  length: number,
  read: Probes | undefined,
): Promise<{ cache: Cache; ms: number }> {
  const cache = model.newCache();
  const before = performance.now();
  await model.forward({ batch: [someIds(length)], past: cache, read, logitRows: [length - 1] });
  return { cache, ms: performance.now() - before };
}

async function timedStep(model: Transformer, past: Cache, read?: Probes): Promise<number> {
  const before = performance.now();
  await model.forward({ batch: [someIds(1)], past, read, logitRows: [0] });
  return performance.now() - before;
}

/** Arbitrary but fixed tokens: speed does not depend on which. */
function someIds(length: number): number[] {
  return Array.from({ length }, (_, i) => 1000 + ((i * 7919) % 40000));
}

let known: { readonly model: Transformer; readonly read: Probes } | undefined;

/** As many directions as the page reads, the same object each time; values do not matter to the time. */
function probesOf(model: Transformer): Probes {
  if (known?.model !== model) {
    const { points, settings } = model;
    const probes = new Float32Array(points * settings.width * COLUMNS).fill(0.01);
    const centre = new Float32Array(points * settings.width);
    known = { model, read: { probes, centre, count: COLUMNS } };
  }
  return known.read;
}
