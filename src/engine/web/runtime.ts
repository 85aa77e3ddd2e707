/** ONNX Runtime's WebAssembly build: SIMD, with threads where the page is cross-origin isolated. */
import * as ort from "onnxruntime-web/wasm";
import { type BuiltGraph, GraphBuilder } from "../onnx/graph.ts";
import type { GraphSession, Runtime, SessionOptions } from "../runtime.ts";
import { LazyBytes, Scratch } from "./lazy-bytes.ts";
import { sessionError } from "./session-error.ts";

export interface WebRuntimeOptions {
  readonly threads: number;
  /** Addresses of ONNX Runtime's own module and binary; absent in Node, which finds them itself. */
  readonly paths?: { readonly mjs: string; readonly wasm: string };
}

export function webRuntime({ threads, paths }: WebRuntimeOptions): Runtime {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = "error";
  if (paths) ort.env.wasm.wasmPaths = { ...paths };
  return { backend: "wasm", precision: "fp32", threads, prepare, createSession };
}

/** The first session of all fetches and compiles the runtime and starts its threads: a tiny one. */
async function prepare(): Promise<void> {
  const graph = new GraphBuilder();
  graph.output("same", graph.input("number", [1]), [1]);
  const session = await ort.InferenceSession.create(graph.build().model, {
    executionProviders: ["wasm"],
  });
  await session.release();
}

async function createSession(
  graph: BuiltGraph,
  { prepack = true }: SessionOptions = {},
): Promise<GraphSession> {
  const scratch = new Scratch();
  const created = ort.InferenceSession.create(graph.model, {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "all",
    // Weights are taken one by one and freed one by one once packed: one block for all of them
    // would stay whole beside its packed copy.
    enableMemPattern: false,
    enableCpuMemArena: false,
    ...(prepack ? {} : { extra: { session: { disable_prepacking: "1" } } }),
    externalData: graph.weights.map((weight) => ({
      path: weight.name,
      data: new LazyBytes(weight, scratch),
    })),
  });
  const session = await created
    .catch((error: unknown) => {
      throw sessionError(error);
    })
    .finally(() => scratch.release());
  return {
    run: (feeds, fetches) => session.run(feeds, [...fetches]),
    release: () => session.release(),
  };
}
