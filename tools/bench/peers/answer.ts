/** Answers one page's requests with the contestant that its first request names. */
import {
  type ContestantEntry,
  contestant,
  ONNX_FOLDER,
  REFERENCE,
  REFERENCE_BYTES,
} from "./contestants.ts";
import type {
  Contestant,
  PeerReply,
  PeerRequest,
  PeerRound,
  Reference,
  Texts,
  Timing,
} from "./contract.ts";
import { TRIAL_LENGTH, TRIAL_STEPS } from "./same-work.ts";
import { type Setting, setting } from "./settings.ts";

let loaded: Contestant | undefined;

export async function answer(request: PeerRequest): Promise<PeerReply> {
  try {
    return await answered(request);
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

async function answered(request: PeerRequest): Promise<PeerReply> {
  if (request.kind === "load") {
    const begun = performance.now();
    const entry = contestant(request.id);
    loaded = await open(entry, request.threads, setting(entry, request.setting));
    return { kind: "loaded", ms: performance.now() - begun };
  }
  if (!loaded) throw new Error("no model is loaded");
  if (request.kind === "trial") {
    return { kind: "trial", timing: await trial(loaded, request.texts) };
  }
  if (request.kind === "round") {
    return { kind: "round", round: await round(loaded, request.steps, request.texts) };
  }
  return { kind: "fidelity", fidelity: await loaded.fidelity(await reference()) };
}

async function open(
  { engine, form, file }: ContestantEntry,
  threads: number,
  given: Setting,
): Promise<Contestant> {
  if (engine === "ours") return (await import("./ours.ts")).openOurs(threads);
  if (engine === "wllama") {
    return (await import("./wllama.mjs")).openWllama(`/${file}`, threads, given);
  }
  const { openTransformers } = await import("./transformers.mjs");
  return openTransformers(`/${ONNX_FOLDER}`, form, threads, given);
}

async function round(model: Contestant, steps: number, texts: Texts): Promise<PeerRound> {
  const short = await model.time(128, steps, texts[128]);
  const long = await model.time(512, steps, texts[512]);
  return {
    prefill: { 128: short.prefill, 512: long.prefill },
    decode: { 128: short.step, 512: long.step },
  };
}

/** The same twice; the first warms up. */
async function trial(model: Contestant, texts: Texts): Promise<Timing> {
  await model.time(TRIAL_LENGTH, TRIAL_STEPS, texts[TRIAL_LENGTH]);
  return model.time(TRIAL_LENGTH, TRIAL_STEPS, texts[TRIAL_LENGTH]);
}

async function reference(): Promise<Reference> {
  const told = (await (await fetch(`/${REFERENCE}`)).json()) as Omit<Reference, "logProbabilities">;
  const bytes = await (await fetch(`/${REFERENCE_BYTES}`)).arrayBuffer();
  return { ...told, logProbabilities: new Float32Array(bytes) };
}
