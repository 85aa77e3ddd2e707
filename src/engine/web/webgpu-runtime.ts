/**
 * ONNX Runtime's WebGPU build, of the same version as the WebAssembly one. It is a module and a
 * binary of its own (27 MB), so this file is imported only where WebGPU was chosen.
 */
import * as ort from "onnxruntime-web/webgpu";
import type { BuiltGraph } from "../onnx/graph.ts";
import type { GraphSession, Runtime } from "../runtime.ts";
import { DeviceWatch, watchedSession } from "./device-watch.ts";
import { openDevice } from "./gpu-device.ts";
import { GpuRows } from "./gpu-rows.ts";
import { LazyBytes, Scratch } from "./lazy-bytes.ts";
import { sessionError } from "./session-error.ts";

export interface WebgpuOptions {
  /** Addresses of the WebGPU build's module and binary. */
  readonly paths: { readonly mjs: string; readonly wasm: string };
  /** What the adapter calls itself. */
  readonly adapter: string | null;
}

export function webgpuRuntime({ paths, adapter }: WebgpuOptions): Runtime {
  // The processor computes shapes, and the few layers of the check, only.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = "error";
  ort.env.wasm.wasmPaths = { ...paths };
  return {
    backend: "webgpu",
    precision: "fp32",
    threads: 1,
    ...(adapter !== null && { adapter }),
    createReference: (graph) => openSession(graph, "wasm"),
    async createSession(graph) {
      const device = await openDevice(navigator.gpu);
      const watch = new DeviceWatch(device);
      const session = await watchedSession(watch, () =>
        openSession(graph, { name: "webgpu", device }, onDevice(graph)),
      );
      return {
        ...session,
        newRows: (shape) => new GpuRows(device, shape),
        async release() {
          await session.release();
          device.destroy();
        },
      };
    },
  };
}

/** Keys and values are only ever read there again. */
function onDevice({ outputs }: BuiltGraph): Record<string, "gpu-buffer"> {
  const kept = outputs.filter((name) => /^(key|value)\./.test(name));
  return Object.fromEntries(kept.map((name) => [name, "gpu-buffer"]));
}

async function openSession(
  graph: BuiltGraph,
  provider: "wasm" | ort.InferenceSession.WebGpuExecutionProviderOption,
  locations?: Record<string, "gpu-buffer">,
): Promise<GraphSession> {
  const scratch = new Scratch();
  const session = await ort.InferenceSession.create(graph.model, {
    executionProviders: [provider],
    graphOptimizationLevel: "all",
    ...(locations && { preferredOutputLocation: locations }),
    // Errors only: that shapes are computed on the processor is as it should be.
    logSeverityLevel: 3,
    enableMemPattern: false,
    enableCpuMemArena: false,
    externalData: graph.weights.map((weight) => ({
      path: weight.name,
      data: new LazyBytes(weight, scratch),
    })),
  })
    .catch((error: unknown) => {
      throw sessionError(error);
    })
    .finally(() => scratch.release());
  return {
    run: (feeds, fetches) => session.run(feeds, [...fetches]),
    release: () => session.release(),
  };
}
