/** What the engine needs of ONNX Runtime: the same shape in a worker and in Node. */
import type { Tensor } from "onnxruntime-common";
import type { KvRows, KvShape } from "./kv-rows.ts";
import type { BuiltGraph } from "./onnx/graph.ts";

export type Feeds = Readonly<Record<string, Tensor>>;

export interface GraphSession {
  /** Runs the graph and returns the outputs that were asked for. */
  run(feeds: Feeds, fetches: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
  /**
   * Where it has a memory of its own: empty rows there, for the keys and values that it puts out (they
   * are no floats that could be looked at then).
   */
  newRows?(shape: KvShape): KvRows;
  release(): Promise<void>;
}

/** Where a model runs: WebAssembly or WebGPU in a browser, the native library in Node. */
export type Backend = "wasm" | "webgpu" | "node";
/** What its products are computed in. */
export type Precision = "fp32" | "fp16";

export interface SessionOptions {
  /** Lay the matrices out anew for the kernels (see core/model-memory.ts). True where nothing is said. */
  readonly prepack?: boolean;
}

export interface Runtime {
  readonly backend: Backend;
  readonly precision: Precision;
  readonly threads: number;
  /** What the graphics processor calls itself, where one is used and has a name. */
  readonly adapter?: string;
  /** Sentences that the user should know, such as why the model does not run where it was asked to. */
  readonly notes?: readonly string[];
  /**
   * Only where results need checking before they are trusted: a session of the same library on the
   * processor, which a model's first results are compared with (see canary.ts).
   */
  createReference?(graph: BuiltGraph): Promise<GraphSession>;
  /**
   * Starts what every session needs, while the weights are still on their way. What goes wrong here
   * goes wrong, and is reported, where the session is made.
   */
  prepare?(): Promise<void>;
  /** @throws EngineError out-of-memory, gpu-lost */
  createSession(graph: BuiltGraph, options?: SessionOptions): Promise<GraphSession>;
}
