/** Stories that are longer than a model's context. */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { VectorSetName } from "../../core/vectors.ts";
import { openModel } from "../model.ts";
import { readModelFiles } from "../model-files.ts";
import { nodeRuntime } from "../node/runtime.ts";
import { memorySource } from "../testing/memory-source.ts";
import { smallCorpus } from "../testing/small-corpus.ts";
import { tinyGguf } from "../testing/tiny-model.ts";
import { setInput } from "./activations.ts";

const CORPUS = smallCorpus();
const CONTEXT = 59;

/** The tiny model's token. */
const END_OF_MESSAGE = 258;

const hash = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function openShort() {
  const files = tinyGguf({ contextLength: CONTEXT }).map(({ name, bytes }) => ({
    name,
    source: memorySource(bytes),
  }));
  const identity = { id: "tiny", name: "Tiny", sha256: "0".repeat(64) };
  const runtime = nodeRuntime(1);
  return openModel({ ...(await readModelFiles(files)), identity, vectors: null, runtime });
}

it("lose their end, and the template nothing", async () => {
  const model = await openShort();
  const [text] = CORPUS.stories.map((story) => story.text).filter((t) => t.length === 60);
  const ids = (set: VectorSetName, limit?: number) =>
    setInput(model.tokenizer, set, text as string, limit).ids;
  expect(ids("text", CONTEXT)).toEqual(ids("text").slice(0, CONTEXT));
  const [whole, cut] = [ids("reply"), ids("reply", CONTEXT)];
  expect(whole.length).toBeGreaterThan(CONTEXT);
  // What follows the story stays whole: the answer begins after it.
  const after = whole.length - whole.lastIndexOf(END_OF_MESSAGE);
  expect(cut).toEqual([...whole.slice(0, CONTEXT - after), ...whole.slice(-after)]);
  const { vectors } = await model.buildVectors({ corpus: CORPUS, hash });
  expect(vectors.data.every(Number.isFinite)).toBe(true);
  await model.dispose();
});
