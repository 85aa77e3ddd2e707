/**
 * ONNX Runtime's WebGPU build, of the same version as the WebAssembly one. It is a module and a
 * binary of its own (27 MB), so this file is imported only where WebGPU was chosen.
 */
import * as ort from "onnxruntime-web/webgpu";
import type { BuiltGraph } from "../onnx/graph.ts";
import type { GraphSession, Runtime } from "../runtime.ts";
import { DeviceWatch, type LosableDevice, watchedSession } from "./device-watch.ts";
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
      const session = await openSession(graph, "webgpu");
      const watch = new DeviceWatch((await ort.env.webgpu.device) as LosableDevice);
      return watchedSession(watch, async () => session);
    },
  };
}

async function openSession(graph: BuiltGraph, provider: "webgpu" | "wasm"): Promise<GraphSession> {
  const scratch = new Scratch();
  const session = await ort.InferenceSession.create(graph.model, {
    executionProviders: [provider],
    graphOptimizationLevel: "all",
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
