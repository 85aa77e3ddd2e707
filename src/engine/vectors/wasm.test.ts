/** The same vectors from ONNX Runtime's WebAssembly build as from its native library. */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { EMOTIONS } from "../../core/emotions.ts";
import { cosine, norm } from "../../core/linear/dot.ts";
import { VECTOR_SETS } from "../../core/vectors.ts";
import { openModel } from "../model.ts";
import { readModelFiles } from "../model-files.ts";
import { nodeRuntime } from "../node/runtime.ts";
import type { Runtime } from "../runtime.ts";
import { memorySource } from "../testing/memory-source.ts";
import { smallCorpus } from "../testing/small-corpus.ts";
import { tinyGguf } from "../testing/tiny-model.ts";
import { webRuntime } from "../web/runtime.ts";

const hash = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function build(runtime: Runtime) {
  const files = tinyGguf().map(({ name, bytes }) => ({ name, source: memorySource(bytes) }));
  const identity = { id: "tiny", name: "Tiny", sha256: "0".repeat(64) };
  const parts = { ...(await readModelFiles(files)), identity, vectors: null, runtime };
  const model = await openModel(parts);
  const { vectors } = await model.buildVectors({ corpus: smallCorpus(), hash });
  await model.dispose();
  return vectors;
}

it("has every vector of both sets point the same way", async () => {
  const native = await build(nodeRuntime(1));
  const wasm = await build(webRuntime({ threads: 1 }));
  const { points, width } = native.manifest;
  let compared = 0;
  for (const [s, set] of VECTOR_SETS.entries()) {
    for (let point = 0; point < points; point++) {
      for (const [e, emotion] of EMOTIONS.entries()) {
        const row = (s * points + point) * (1 + EMOTIONS.length) + 1 + e;
        const [a, b] = [native, wasm].map(({ data }) =>
          data.subarray(row * width, (row + 1) * width),
        ) as [Float32Array, Float32Array];
        // Before the first layer the token that answers is always the same: no direction.
        if (set === "reply" && point === 0) expect([norm(a), norm(b)]).toEqual([0, 0]);
        else {
          expect(cosine(a, b), `${set}, point ${point}, ${emotion}`).toBeGreaterThanOrEqual(0.9999);
          compared++;
        }
      }
    }
  }
  expect(compared).toBe((2 * points - 1) * EMOTIONS.length);
});
