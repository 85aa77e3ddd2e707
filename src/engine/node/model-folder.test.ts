import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TinyFile, tinyGguf, tinySafetensors } from "../testing/tiny-model.ts";
import { openModelPath } from "./model-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "moodring-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(files: readonly TinyFile[], under = ""): Promise<void> {
  await mkdir(join(folder, under), { recursive: true });
  for (const { name, bytes } of files) await writeFile(join(folder, under, name), bytes);
}

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const open = (path: string) => openModelPath(join(folder, path));

describe("openModelPath", () => {
  it("takes one GGUF out of a folder of several", async () => {
    const [one] = tinyGguf({ name: "One" }) as [TinyFile];
    const [two] = tinyGguf({ name: "Two", seed: 2 }) as [TinyFile];
    await put([
      { ...one, name: "one.gguf" },
      { ...two, name: "two.gguf" },
    ]);
    const model = await open("two.gguf");
    expect(model.identity).toEqual({ id: "two", name: "Two", sha256: sha256(two.bytes) });
    expect(model.vectorsPath("emotions.json")).toBe(join(folder, "two.emotions.json"));
    await expect(openModelPath(folder)).rejects.toThrow(/whole model/);
  });

  it("finds the other parts of a split model, and misses one by its name", async () => {
    const parts = tinyGguf({ parts: 3 });
    await put([...parts, { name: "tiny-00001-of-00002.gguf", bytes: new Uint8Array(4) }]);
    const model = await open("tiny-00002-of-00003.gguf");
    expect(model.weights.map(({ name }) => name)).toEqual(parts.map(({ name }) => name));
    expect(model.identity.sha256).toBe(sha256(parts.map(({ bytes }) => sha256(bytes)).join("")));
    expect(model.vectorsPath("emotions.bin")).toBe(join(folder, "tiny.emotions.bin"));
    await rm(join(folder, "tiny-00003-of-00003.gguf"));
    await expect(open("tiny-00002-of-00003.gguf")).rejects.toThrow(/tiny-00003-of-00003\.gguf is/);
  });

  it("takes safetensors by folder, file and index alike, named for their folder", async () => {
    await put(tinySafetensors({ parts: 2 }), "Noise-1");
    const models = await Promise.all(
      ["", "model.safetensors.index.json", "model-00002-of-00002.safetensors"].map((file) =>
        open(join("Noise-1", file)),
      ),
    );
    for (const { identity, vectorsPath } of models) {
      expect(identity).toEqual({ ...models[0]?.identity, id: "noise-1", name: "Noise-1" });
      expect(vectorsPath("validation.json")).toBe(join(folder, "Noise-1", "validation.json"));
    }
  });

  it("says what a path is that holds no model", async () => {
    await put([{ name: "notes.txt", bytes: new TextEncoder().encode("none") }]);
    await expect(open("notes.txt")).rejects.toThrow(/notes\.txt holds no model's weights/);
    await expect(open("nowhere.gguf")).rejects.toThrow(/nowhere\.gguf is not there/);
    await expect(openModelPath(folder)).rejects.toThrow(/Choose a GGUF file/);
  });
});
