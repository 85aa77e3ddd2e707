/** Whole tiny models from their files to a model that answers, and files that do not fit each other. */
import { describe, expect, it } from "vitest";
import { EngineError } from "./errors.ts";
import { openModel } from "./model.ts";
import { readModelFiles } from "./model-files.ts";
import { nodeRuntime } from "./node/runtime.ts";
import type { Runtime } from "./runtime.ts";
import { memorySource } from "./testing/memory-source.ts";
import { type TinyFile, tinyGguf, tinySafetensors } from "./testing/tiny-model.ts";

const identity = { id: "tiny", name: "Tiny", sha256: "0".repeat(64) };
const neverStarted: Runtime = {
  ...nodeRuntime(1),
  createSession: () => expect.unreachable("the session must not be made"),
};

async function open(files: readonly TinyFile[], runtime: Runtime = nodeRuntime(1)) {
  const named = files.map(({ name, bytes }) => ({ name, source: memorySource(bytes) }));
  return openModel({ ...(await readModelFiles(named)), identity, vectors: null, runtime });
}

describe("openModel", () => {
  it.each([
    ["a GGUF", tinyGguf()],
    ["a split GGUF", tinyGguf({ parts: 3 })],
    ["safetensors in parts", tinySafetensors({ parts: 2 })],
  ])("brings up %s without vectors, and says that it has none", async (_, files) => {
    const model = await open(files);
    expect(model.info).toMatchObject({ layers: 2, vectors: null, notes: [] });
    const reading = model.point({ prompt: { kind: "text", text: "the" }, set: "text", at: "last" });
    await expect(reading).rejects.toMatchObject({ kind: "no-vectors" });
    const prompt = { kind: "text", text: "the" } as const;
    expect(await model.score({ prompt, continuations: ["a"], steering: null })).toHaveLength(1);
    await model.dispose();
  });

  it("notes a model without a chat template, and one whose template fails", async () => {
    const base = await open(tinyGguf({ template: "" }));
    expect(base.info.notes).toEqual([
      expect.stringMatching(/no chat template.*“Human: … Assistant/),
    ]);
    await base.dispose();
    const broken = await open(tinyGguf({ template: "{% for m in messages %}" }));
    expect(broken.info.notes).toEqual([expect.stringMatching(/template cannot be read/)]);
    await broken.dispose();
  });

  it("reads no further than the model's own context", async () => {
    const model = await open(tinyGguf({ contextLength: 32 }));
    expect(model.info.contextTokens).toBe(32);
    const prompt = { kind: "text", text: "a b c d ".repeat(20) } as const;
    const score = model.score({ prompt, continuations: ["e"], steering: null });
    await expect(score).rejects.toThrow(/reads up to 32 here/);
    await model.dispose();
  });

  it("refuses a tokenizer.json of another model before it takes memory", async () => {
    const files = tinySafetensors().map((file) => {
      if (file.name !== "tokenizer.json") return file;
      const json = JSON.parse(new TextDecoder().decode(file.bytes));
      json.model.vocab.extra = 49_151;
      return { ...file, bytes: new TextEncoder().encode(JSON.stringify(json)) };
    });
    const error: unknown = await open(files, neverStarted).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).message).toMatch(
      /49,152 tokens, the weights have 260: .* different models/,
    );
  });
});
