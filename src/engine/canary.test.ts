/** The check of a backend, on sessions that compute rightly and on ones that do not. */
import { Tensor } from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import { nodeRuntime } from "./node/runtime.ts";
import { ggufModel, startTransformer } from "./open.ts";
import type { Feeds, GraphSession, Runtime } from "./runtime.ts";
import { memorySource } from "./testing/memory-source.ts";
import { type TinyOptions, tinyGguf } from "./testing/tiny-model.ts";

type Outputs = Readonly<Record<string, Tensor>>;
type Spoil = (outputs: Outputs, feeds: Feeds) => Outputs;

const node = nodeRuntime(1);

/** Node's library as a backend that is checked; `spoil` is what is wrong with it. */
function suspect(spoil: Spoil = (outputs) => outputs): Runtime & { readonly released: number } {
  const runtime = {
    ...node,
    released: 0,
    async createSession(...of: Parameters<Runtime["createSession"]>): Promise<GraphSession> {
      const session = await node.createSession(...of);
      return {
        run: async (feeds, fetches) => spoil(await session.run(feeds, fetches), feeds),
        release() {
          runtime.released++;
          return session.release();
        },
      };
    },
    createReference: (graph: Parameters<Runtime["createSession"]>[0]) => node.createSession(graph),
  };
  return runtime;
}

async function start(runtime: Runtime, options: TinyOptions = {}) {
  const [file] = tinyGguf(options);
  return startTransformer(await ggufModel(memorySource(file?.bytes ?? new Uint8Array())), runtime);
}

/** Changes entries of one output. */
function change(name: string, edit: (values: Float32Array, feeds: Feeds) => void): Spoil {
  return (outputs, feeds) => {
    const found = outputs[name];
    if (!found) return outputs;
    const values = Float32Array.from(found.data as Float32Array);
    edit(values, feeds);
    return { ...outputs, [name]: new Tensor("float32", values, found.dims) };
  };
}

const offset = (feeds: Feeds) => Number(feeds.position_ids?.data[0] ?? 0);

describe("checkBackend", () => {
  it.each([1, 2, 3])("passes a backend that computes rightly (weights %i)", async (seed) => {
    const phases: string[] = [];
    const [file] = tinyGguf({ seed });
    const transformer = await startTransformer(
      await ggufModel(memorySource(file?.bytes ?? new Uint8Array())),
      suspect(),
      { onProgress: ({ phase, done }) => phases.push(`${phase} ${done}`) },
    );
    expect(phases.slice(-2)).toEqual(["check 0", "check 1"]);
    await transformer.release();
  });

  it.each<[string, Spoil]>([
    ["one residual of the last layer", change("pooled", (v) => v.fill(9, v.length - 1))],
    ["no number at all", change("pooled", (v) => v.fill(Number.NaN, 12, 13))],
    ["everything zero", change("pooled", (v) => v.fill(0))],
    [
      "one entry 1 % off",
      change("pooled", (v) => v.set([(v.at(-1) ?? 0) * 1.01 + 0.01], v.length - 1)),
    ],
    ["readings", change("reading", (v) => v.fill(0))],
    ["logits", change("logits", (v) => v.reverse())],
    [
      "keys that are forgotten",
      change("pooled", (v, feeds) => {
        if (offset(feeds) > 0) v.fill(0.5, 8);
      }),
    ],
    [
      "writes that are not made",
      (outputs, feeds) => ({
        ...outputs,
        ...change("pooled", (v) => unwrite(v, feeds))(outputs, feeds),
      }),
    ],
  ])("refuses wrong numbers: %s", async (_, spoil) => {
    const runtime = suspect(spoil);
    await expect(start(runtime)).rejects.toMatchObject({
      kind: "bad-numerics",
      message: expect.stringMatching(/computes this model wrongly/),
    });
    expect(runtime.released).toBe(1);
  });

  it("passes on what the backend itself reports", async () => {
    const runtime = suspect(() => {
      throw new Error("device lost");
    });
    await expect(start(runtime)).rejects.toThrow("device lost");
    expect(runtime.released).toBe(1);
  });
});

/** Takes the written direction out of the last point's residuals again. */
function unwrite(values: Float32Array, feeds: Feeds): void {
  const steer = feeds.steer?.data as Float32Array;
  const width = feeds.steer?.dims[1] ?? 0;
  for (let i = 0; i < width; i++) {
    const at = values.length - width + i;
    values[at] = (values[at] ?? 0) - (steer[steer.length - width + i] ?? 0);
  }
}
