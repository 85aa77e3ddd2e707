/** Memory that ends while a model runs, on ONNX Runtime's WebAssembly build: what the page is told. */
import { Tensor } from "onnxruntime-common";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GraphBuilder } from "../engine/onnx/graph.ts";
import { limitMemory } from "../engine/testing/limited-memory.ts";
import { webRuntime } from "../engine/web/runtime.ts";
import { asFailure } from "./failure.ts";

const runtime = webRuntime({ threads: 1 });
let unlimit: () => void = () => undefined;
beforeAll(() => {
  unlimit = limitMemory(48 * 2 ** 20);
});
afterAll(() => unlimit());

it("is out-of-memory where a run asks for more than there is, and a shorter one runs after it", async () => {
  const graph = new GraphBuilder();
  const columns = graph.floats("columns", new Float32Array(4096).fill(1), [1, 4096]);
  const product = graph.op("MatMul", [graph.input("x", ["rows", 1]), columns]);
  graph.output("y", product, ["rows", 4096]);
  const session = await runtime.createSession(graph.build());
  const run = (rows: number) =>
    asFailure(() =>
      session.run({ x: new Tensor("float32", new Float32Array(rows), [rows, 1]) }, ["y"]),
    );
  // 8192 · 4096 floats are 128 MB.
  await expect(run(8192)).rejects.toMatchObject({
    kind: "out-of-memory",
    message: expect.stringMatching(/ran out of memory.*Close other tabs/),
  });
  expect((await run(2)).y?.dims).toEqual([2, 4096]);
  await session.release();
}, 20_000);
