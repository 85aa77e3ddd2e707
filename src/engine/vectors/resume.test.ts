/** A build that is stopped and goes on gives what an unbroken one gives, bit for bit. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testCorpus } from "../../core/testing/corpus.ts";
import { EngineError } from "../errors.ts";
import { type Model, openModel } from "../model.ts";
import { readModelFiles } from "../model-files.ts";
import { nodeRuntime } from "../node/runtime.ts";
import { memorySource } from "../testing/memory-source.ts";
import { type TinyFile, tinyGguf } from "../testing/tiny-model.ts";
import { type BlockStore, type Bytes, buildKey } from "./block-store.ts";
import type { BuiltVectors } from "./build.ts";

const hash = async (bytes: Bytes) => createHash("sha256").update(bytes).digest("hex");
const corpus = {
  name: "test",
  stories: testCorpus().stories,
  neutral: ["It is made of wood and stands in the hall.", "Two of them are on the table."],
};

let model: Model;
let whole: BuiltVectors;

async function openTiny(): Promise<Model> {
  const [{ name, bytes }] = tinyGguf() as [TinyFile];
  const files = await readModelFiles([{ name, source: memorySource(bytes) }]);
  return openModel({
    identity: { id: "tiny", name: "Tiny", sha256: await hash(bytes) },
    published: files.published,
    tokenizerJson: files.tokenizerJson,
    tokenizerConfig: files.tokenizerConfig,
    vectors: null,
    runtime: nodeRuntime(1),
  });
}

function inMemory() {
  const kept = new Map<string, Bytes>();
  const store: BlockStore = {
    get: async (name) => kept.get(name),
    put: async (name, block) => void kept.set(name, block),
  };
  return { kept, store };
}

/** Builds with a store, and stops where `at` says so. */
async function build(blocks: BlockStore, at?: (step: string, share: number) => boolean) {
  const controller = new AbortController();
  const steps = new Set<string>();
  const built = model.buildVectors({
    corpus,
    hash,
    blocks,
    signal: controller.signal,
    onProgress: (step, done, total) => {
      steps.add(step);
      if (at?.(step, done / total)) controller.abort();
    },
  });
  return { built: await built.catch((error: unknown) => error), steps };
}

function expectSame(found: unknown): void {
  const { vectors, report } = found as BuiltVectors;
  expect(vectors.manifest).toEqual(whole.vectors.manifest);
  expect(new Uint32Array(vectors.data.buffer)).toEqual(new Uint32Array(whole.vectors.data.buffer));
  expect(report).toEqual(whole.report);
}

beforeAll(async () => {
  model = await openTiny();
  whole = (await model.buildVectors({ corpus, hash })) as BuiltVectors;
}, 60_000);
afterAll(() => model?.dispose());

describe("a build that is stopped", () => {
  it.each([
    ["in the first reading", "read for text", 0.4],
    ["in the second", "read for reply", 0.6],
    ["while the first is validated", "validate text", 0.5],
    ["while the second is validated", "validate reply", 0.5],
    ["at the end", "token spread of reply", 0.5],
  ])(
    "%s goes on and ends the same",
    async (_, step, share) => {
      const { kept, store } = inMemory();
      const first = await build(store, (now, done) => now === step && done >= share);
      expect(first.built).toBeInstanceOf(EngineError);
      expect((first.built as EngineError).kind).toBe("cancelled");
      expect(kept.size).toBeGreaterThan(5);
      const second = await build(store);
      expectSame(second.built);
      expect(second.steps.has("validate text")).toBe(/text/.test(step));
      expect(second.steps.has("validate reply")).toBe(step !== "token spread of reply");
    },
    60_000,
  );

  it("computes a damaged block anew", async () => {
    const { kept, store } = inMemory();
    await build(store);
    for (const name of ["text-16", "reply-0", "validation-reply"]) {
      const block = kept.get(name);
      if (block === undefined) throw new Error(name);
      block[block.length - 3] = (block[block.length - 3] ?? 0) ^ 1;
    }
    expectSame((await build(store)).built);
  }, 60_000);
});

describe("the key of a build", () => {
  it("is another for other weights, stories or machines", async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const keys = await Promise.all([
      buildKey("a", bytes("one"), "wasm fp32", hash),
      buildKey("b", bytes("one"), "wasm fp32", hash),
      buildKey("a", bytes("two"), "wasm fp32", hash),
      buildKey("a", bytes("one"), "node fp32", hash),
    ]);
    expect(new Set(keys).size).toBe(4);
    expect(await buildKey("a", bytes("one"), "wasm fp32", hash)).toBe(keys[0]);
  });
});
