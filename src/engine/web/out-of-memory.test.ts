/** ONNX Runtime's WebAssembly build on a machine that really has no more memory: it says so, and goes on. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { GraphBuilder } from "../onnx/graph.ts";
import { failure } from "../testing/failure.ts";
import { limitMemory } from "../testing/limited-memory.ts";
import { webRuntime } from "./runtime.ts";

const LIMIT = 64 * 2 ** 20;
const SIDE = 1024;
/** One weight takes 4 MB. */
const FITS = 2;
const TOO_MANY = 30;

const runtime = webRuntime({ threads: 1 });
let unlimit: () => void = () => undefined;
beforeAll(async () => {
  unlimit = limitMemory(LIMIT);
  await runtime.prepare?.();
});
afterAll(() => unlimit());

/** A chain of matrices. */
function chain(length: number) {
  const graph = new GraphBuilder();
  let value = graph.input("x", ["rows", SIDE]);
  for (let i = 0; i < length; i++) {
    const dims = [SIDE, SIDE];
    const weight = { name: `w${i}`, dims, write: (out: Float32Array) => void out.fill(1 / SIDE) };
    value = graph.op("MatMul", [value, graph.weight(weight)]);
  }
  graph.output("y", value, ["rows", SIDE]);
  return runtime.createSession(graph.build());
}

it("a session that does not fit ends with out-of-memory, and one that fits starts after it", async () => {
  for (let round = 0; round < 2; round++) {
    const error = await failure(chain(TOO_MANY));
    expect(error.kind).toBe("out-of-memory");
    expect(error.message).toMatch(/enough free memory.*Close other tabs/);
    // The runtime's own words, not ours.
    expect(String(error.cause)).toMatch(/bad_alloc/);
    const session = await chain(FITS);
    await session.release();
  }
}, 20_000);
