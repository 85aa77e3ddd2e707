/** The worker's entry: the engine, with what this browser gives it, behind the contract. */
import * as Comlink from "comlink";
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { openModel } from "../engine/model.ts";
import { webRuntime } from "../engine/web/runtime.ts";
import { hasSimd, threadCount } from "./capabilities.ts";
import { storeFetching } from "./fetch/store-fetching.ts";
import { holdLifeline } from "./lifeline.ts";
import type { ReadyWorker } from "./spawn.ts";
import { originStore } from "./storage.ts";
import { createWorkerApi } from "./worker-api.ts";

declare const self: DedicatedWorkerGlobalScope;

const alive = holdLifeline(self.name);

const store = originStore(() => navigator.storage.getDirectory());
const api = createWorkerApi({
  store,
  fetching: storeFetching(store),
  hasSimd,
  open: async (files, { threads }, onProgress, signal) =>
    openModel({
      ...files,
      runtime: webRuntime({
        threads: threadCount(self.crossOriginIsolated, navigator.hardwareConcurrency, threads),
        paths: { mjs: absolute(ortModule), wasm: absolute(ortBinary) },
      }),
      onProgress,
      signal,
    }),
});

Comlink.expose({ ...api, ready: () => alive } satisfies ReadyWorker);

/** ONNX Runtime imports its module from here and from its threads: only a full address fits both. */
function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
