/** Answers one page's requests with the contestant that its first request names. */
import {
  type ContestantEntry,
  contestant,
  ONNX_FOLDER,
  REFERENCE,
  REFERENCE_BYTES,
} from "./contestants.ts";
import type { Contestant, PeerReply, PeerRequest, Reference } from "./contract.ts";

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
    loaded = await open(contestant(request.id), request.threads);
    return { kind: "loaded", ms: performance.now() - begun };
  }
  if (!loaded) throw new Error("no model is loaded");
  if (request.kind === "round") {
    return { kind: "round", round: await loaded.round(request.steps, request.texts) };
  }
  return { kind: "fidelity", fidelity: await loaded.fidelity(await reference()) };
}

async function open({ engine, form, file }: ContestantEntry, threads: number): Promise<Contestant> {
  if (engine === "ours") return (await import("./ours.ts")).openOurs(threads);
  if (engine === "wllama") return (await import("./wllama.mjs")).openWllama(`/${file}`, threads);
  const { openTransformers } = await import("./transformers.mjs");
  return openTransformers(`/${ONNX_FOLDER}`, form, threads);
}

async function reference(): Promise<Reference> {
  const told = (await (await fetch(`/${REFERENCE}`)).json()) as Omit<Reference, "logProbabilities">;
  const bytes = await (await fetch(`/${REFERENCE_BYTES}`)).arrayBuffer();
  return { ...told, logProbabilities: new Float32Array(bytes) };
}
