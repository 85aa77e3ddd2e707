/** Loads the engine in a worker of the development server, and times it on request. */
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { blobSource, joinSources } from "../../src/engine/bytes.ts";
import { parseModelManifest } from "../../src/engine/manifest.ts";
import { openTransformer } from "../../src/engine/open.ts";
import type { Transformer } from "../../src/engine/transformer.ts";
import { webRuntime } from "../../src/engine/web/runtime.ts";
import { measureRound } from "./engine-round.ts";
import type { EngineReply, EngineRequest } from "./engine-timings.ts";

let model: Transformer | undefined;

self.onmessage = async ({ data }: MessageEvent<EngineRequest>) => {
  self.postMessage(
    await answer(data).catch(
      (error: unknown): EngineReply => ({ kind: "failed", message: String(error) }),
    ),
  );
};

async function answer(request: EngineRequest): Promise<EngineReply> {
  if (request.kind === "load") {
    const started = performance.now();
    model = await open(request.threads);
    return { kind: "loaded", ms: performance.now() - started };
  }
  if (!model) throw new Error("no model is loaded");
  return { kind: "round", round: await measureRound(model, request.steps) };
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
