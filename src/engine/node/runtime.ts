/** ONNX Runtime's native CPU library, for Node. */
import { InferenceSession } from "onnxruntime-node";
import type { BuiltGraph } from "../onnx/graph.ts";
import type { GraphSession, Runtime } from "../runtime.ts";
import { weightLength } from "../tensor.ts";

/** @param threads threads inside one operator */
export function nodeRuntime(threads: number): Runtime {
  return {
    backend: "node",
    precision: "fp32",
    threads,
    async createSession(graph: BuiltGraph): Promise<GraphSession> {
      const session = await InferenceSession.create(graph.model, {
        executionProviders: ["cpu"],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: "sequential",
        externalData: graph.weights.map((weight) => {
          const floats = new Float32Array(weightLength(weight));
          weight.write(floats);
          return { path: weight.name, data: new Uint8Array(floats.buffer) };
        }),
      });
      return {
        run: (feeds, fetches) => session.run(feeds, [...fetches]),
        release: () => session.release(),
      };
    },
  };
}
