import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseModelRef } from "../core/model-ref.ts";
import { catalogueEntry, entryOfWeights, parseCatalogue } from "./catalogue.ts";
import { EngineError } from "./errors.ts";
import { parseModelManifest } from "./manifest.ts";
import { parseVectorsManifest } from "./vectors-file.ts";

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const file = readJson("models/catalogue.json");
const committed = parseCatalogue(file);
const [first] = committed.models;

function fault(json: unknown): EngineError {
  try {
    parseCatalogue(json);
  } catch (error) {
    if (error instanceof EngineError) return error;
  }
  throw new Error("the catalogue was taken");
}

const changed = (change: object) => ({ schema: 1, models: [{ ...first, ...change }] });
const hub = {
  kind: "hub",
  repo: "owner/name",
  revision: "main",
  files: [{ file: "a/model.gguf", bytes: null, sha256: null }],
};

describe("the committed catalogue", () => {
  it.each(committed.models.map((entry) => [entry.id, entry] as const))(
    "says of %s what is true",
    (id, entry) => {
      expect(parseModelRef(id)).toEqual({ kind: "catalogue", id });
      const { weights, architecture } = entry;
      expect(architecture.heads % architecture.kvHeads).toBe(0);
      if (weights.kind === "folder") {
        const manifest = parseModelManifest(readJson(`models/${id}/manifest.json`));
        expect(manifest.architecture).toMatchObject({ ...architecture, family: entry.family });
        expect([manifest.bytes, manifest.sha256]).toEqual([entry.bytes, entry.sha256]);
      } else {
        for (const { file } of weights.files) {
          const ref = parseModelRef(`hf:${weights.repo}/${file}`);
          expect(ref).toMatchObject({ kind: "hub", repo: weights.repo, file });
        }
      }
    },
  );

  it("offers vectors exactly where they lie, made for the weights that it names", () => {
    for (const { id, vectors, sha256, architecture } of committed.models) {
      const path = `models/${id}/emotions.json`;
      expect(existsSync(path), id).toBe(vectors);
      if (!vectors) continue;
      const manifest = parseVectorsManifest(readJson(path));
      expect(manifest).toMatchObject({ model: id, weightsSha256: sha256 });
      expect(manifest.points).toBe(architecture.layers + 1);
      expect(manifest.width).toBe(architecture.width);
    }
  });

  it("has the seven models that were promised, the default first", () => {
    expect(committed.models.map(({ id }) => id)).toEqual([
      "smollm2-135m-instruct",
      "smollm2-360m-instruct",
      "qwen2.5-coder-0.5b-instruct",
      "qwen3-0.6b",
      "llama-3.2-1b-instruct",
      "gemma-3-270m",
      "gemma-3-270m-it",
    ]);
  });
});

describe("parseCatalogue", () => {
  it("takes a hub entry with what is not known left open", () => {
    const { models } = parseCatalogue(changed({ weights: hub, vectors: false, sha256: null }));
    expect(models[0]?.weights).toEqual(hub);
  });

  it.each([
    ["a later schema", { schema: 2, models: [first] }, /another version/],
    ["a twin", { schema: 1, models: [first, first] }, /same id/],
    ["none at all", { schema: 1, models: [] }, /models/],
    ["an id that leaves the folder", changed({ id: "../etc" }), /models\.0\.id: not an id/],
    ["an unknown family", changed({ family: "mamba" }), /family/],
    [
      "a path upwards",
      changed({ weights: { ...hub, files: [{ ...hub.files[0], file: "a/../../b.gguf" }] } }),
      /inside a repository/,
    ],
    [
      "an address as repository",
      changed({ weights: { ...hub, repo: "https://x.example/y" } }),
      /owner\/name/,
    ],
    [
      "a script as licence",
      changed({ licence: { name: "x", url: "javascript:alert(1)", gated: false } }),
      /https/,
    ],
    [
      "endless layers",
      changed({ architecture: { ...first?.architecture, layers: 1e9 } }),
      /layers/,
    ],
    ["vectors of nothing", changed({ sha256: null }), /sha256 of the weights/],
  ])("refuses %s in words", (_, json, message) => {
    expect(fault(json).kind).toBe("corrupt-model");
    expect(fault(json).message).toMatch(message);
  });

  it("refuses whatever else is no catalogue, and is short about it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(fault(json).message.length).toBeLessThan(400);
      }),
      { numRuns: 300, seed: 20260601 },
    );
  });
});

describe("finding an entry", () => {
  it("goes by id and by the weights' hash", () => {
    expect(catalogueEntry(committed, "qwen3-0.6b").name).toBe("Qwen3-0.6B");
    expect(entryOfWeights(committed, first?.sha256 ?? "")).toBe(first);
    expect(entryOfWeights(committed, "0".repeat(64))).toBeUndefined();
    expect(() => catalogueEntry(committed, "gpt-7")).toThrow(/no model “gpt-7” here.*qwen3-0\.6b/);
  });
});
