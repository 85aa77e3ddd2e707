/** The worker's entry: the engine, with what this browser gives it, behind the contract. */
import * as Comlink from "comlink";
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { openModel } from "../engine/model.ts";
import { webRuntime } from "../engine/web/runtime.ts";
import { hasSimd, threadCount } from "./capabilities.ts";
import { openOnDevice } from "./devices.ts";
import { storeFetching } from "./fetch/store-fetching.ts";
import { holdLifeline } from "./lifeline.ts";
import type { ReadyWorker } from "./spawn.ts";
import { originStore } from "./storage.ts";
import { type Gpu, requireWebgpu } from "./webgpu-adapter.ts";
import { createWorkerApi } from "./worker-api.ts";

declare const self: DedicatedWorkerGlobalScope;

const alive = holdLifeline(self.name);

const store = originStore(() => navigator.storage.getDirectory());
const api = createWorkerApi({
  store,
  fetching: storeFetching(store),
  hasSimd,
  open: (files, device, onProgress, signal) =>
    openOnDevice(
      device,
      {
        wasm: () =>
          webRuntime({
            threads: threadCount(
              self.crossOriginIsolated,
              navigator.hardwareConcurrency,
              device.threads,
            ),
            paths: { mjs: absolute(ortModule), wasm: absolute(ortBinary) },
          }),
        async webgpu() {
          const { adapter } = await requireWebgpu((navigator as { readonly gpu?: Gpu }).gpu);
          return (await import("./webgpu.ts")).siteWebgpu(absolute, adapter);
        },
      },
      (runtime) => openModel({ ...files, runtime, onProgress, signal }),
    ),
});

Comlink.expose({ ...api, ready: () => alive } satisfies ReadyWorker);

/** ONNX Runtime imports its module from here and from its threads: only a full address fits both. */
function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
