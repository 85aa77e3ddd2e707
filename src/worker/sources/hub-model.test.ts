/** Models that do not lie on this site: of the catalogue, the hub, an address, the user's own disk. */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Hub, startHub } from "../../../tools/hub.mjs";
import { formatModelRef, type ModelRef, parseModelRef } from "../../core/model-ref.ts";
import type { EngineError } from "../../engine/errors.ts";
import { failure as anyFailure } from "../../engine/testing/failure.ts";
import { TINY, type TinyFile, tinyGguf, tinySafetensors } from "../../engine/testing/tiny-model.ts";
import type { LoadProgress } from "../contract.ts";
import { storeFetching } from "../fetch/store-fetching.ts";
import { originStore } from "../storage.ts";
import { type FakeOrigin, fakeOrigin } from "../testing/fake-origin.ts";
import { type ModelSite, modelFiles, serveModel, tinyEntry } from "../testing/model-site.ts";
import { sourceEnvironment } from "./environment.ts";
import { listKept, removeKept } from "./kept-models.ts";
import { obtainModel } from "./obtain-model.ts";
import { inspectModel } from "./summary.ts";
import { BUILT } from "./vectors.ts";

let site: ModelSite;
let hub: Hub;
let origin: FakeOrigin;
beforeEach(async () => {
  site = await serveModel();
  hub = await startHub();
  origin = fakeOrigin();
});
afterEach(async () => {
  await site.close();
  await hub.close();
});

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const quiet = (): void => undefined;
const REPO = "owner/name/";

function put(files: readonly TinyFile[], under = REPO): void {
  for (const { name, bytes } of files) hub.put(under + name, bytes);
}

function environment(model: ModelRef | string, files?: readonly File[]) {
  const ref = typeof model === "string" ? parseModelRef(model) : model;
  if (!ref) throw new Error(`${String(model)} names no model`);
  const store = originStore(origin.root);
  const request = { model: ref, site: site.request.site, hub: hub.url, ...(files && { files }) };
  return sourceEnvironment(request, store, storeFetching(store), new AbortController().signal);
}

const inspect = (model: ModelRef | string) => inspectModel(environment(model));
const obtain = (model: ModelRef | string, onProgress: (step: LoadProgress) => void = quiet) =>
  obtainModel(environment(model), onProgress);
const drop = (files: readonly TinyFile[], onProgress: (step: LoadProgress) => void = quiet) => {
  const chosen = files.map(({ name, bytes }) => new File([bytes], name));
  return obtainModel(environment("tiny", chosen), onProgress);
};

/** The weights that the site's vectors are made for. */
const [SHIPPED] = tinyGguf() as [TinyFile];
const [OTHER] = tinyGguf({ seed: 9, name: "Other Noise", licence: "mit" }) as [TinyFile];

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error = await anyFailure(promise);
  expect(error.message.length).toBeLessThan(400);
  return error;
}

/** Puts an entry whose weights lie on the hub into the site's catalogue. */
function catalogue(change: object = {}, file: object = {}): void {
  const known = { bytes: SHIPPED.bytes.length, sha256: sha256(SHIPPED.bytes) };
  const weights = {
    kind: "hub",
    repo: "owner/name",
    revision: "main",
    files: [{ file: SHIPPED.name, ...known, ...file }],
  };
  const entry = tinyEntry(known.sha256, known.bytes, { weights, ...change });
  site.files.set("catalogue.json", Buffer.from(JSON.stringify({ schema: 1, models: [entry] })));
}

describe("a model of the catalogue on the hub", () => {
  it("loads with its shipped vectors, and is known before the hub is asked", async () => {
    catalogue();
    put([SHIPPED]);
    const before = await inspect("tiny");
    expect(before).toMatchObject({ vectors: "shipped", cachedBytes: 0, verdict: "fits" });
    expect(hub.log).toEqual([]);
    const steps: LoadProgress[] = [];
    const model = await obtain("tiny", (step) => steps.push(step));
    expect(model.identity).toEqual({ id: "tiny", name: "Tiny", sha256: sha256(SHIPPED.bytes) });
    expect(model.vectors?.manifest.points).toBe(TINY.layers + 1);
    expect(steps.at(-1)).toMatchObject({ done: before.bytes, total: before.bytes });
    expect((await inspect("tiny")).cachedBytes).toBe(before.bytes);
  });

  it("loads again without hub or site", async () => {
    catalogue({}, { bytes: null, sha256: null });
    put([SHIPPED]);
    await obtain("tiny");
    await hub.close();
    await site.close();
    expect((await obtain("tiny")).vectors).not.toBeNull();
  });

  it("is refused where the file is not the one that was published", async () => {
    catalogue();
    put([{ ...OTHER, name: SHIPPED.name }]);
    const kinds = /not the file that was published|longer than|incomplete/;
    expect((await failure(obtain("tiny"))).message).toMatch(kinds);
    expect(Object.keys(origin.files())).toEqual([]);
  });

  it("runs without vectors where the hub has another edition, and says so", async () => {
    catalogue({}, { bytes: null, sha256: null });
    put([{ ...OTHER, name: SHIPPED.name }]);
    const model = await obtain("tiny");
    expect(model.vectors).toBeNull();
    expect(model.identity.sha256).toBe(sha256(OTHER.bytes));
    expect(model.notes.join()).toMatch(/another edition of Tiny/);
  });

  it("is refused before the download where this machine cannot hold it", async () => {
    const architecture = {
      ...TINY,
      layers: 80,
      width: 8192,
      feedForward: 28_672,
      tiedOutput: false,
    };
    catalogue({ architecture });
    put([SHIPPED]);
    expect(await inspect("tiny")).toMatchObject({
      verdict: "too-large",
      verdictReason: expect.stringMatching(/GB.*smaller model/),
    });
    expect((await failure(obtain("tiny"))).kind).toBe("unsupported-model");
    expect(hub.log).toEqual([]);
  });

  it.each([
    ["no JSON", "<html>", /catalogue\.json on this site is not JSON/],
    ["another version's", '{"schema":9,"models":[]}', /another version/],
    ["without the model", '{"schema":1,"models":[]}', /models/],
  ])("names a catalogue that is %s", async (_, text, message) => {
    site.files.set("catalogue.json", Buffer.from(text));
    expect((await failure(inspect("tiny"))).message).toMatch(message);
  });
});

describe("where only this site and this browser may be asked", () => {
  const near = (model: string) => {
    const own = environment(model);
    return { ...own, request: { ...own.request, nearby: true } };
  };

  it("asks no server for a model that is not here, and takes one that is", async () => {
    put([OTHER]);
    put([OTHER], "/files/");
    for (const ref of [`hf:owner/name/${OTHER.name}`, `${hub.url}/files/${OTHER.name}`]) {
      const asked = hub.log.length;
      for (const call of [inspectModel(near(ref)), obtainModel(near(ref), quiet)]) {
        expect((await failure(call)).message).toMatch(/lies on another server/);
      }
      expect(hub.log).toHaveLength(asked);
      await obtain(ref);
      const fetched = hub.log.length;
      expect((await inspectModel(near(ref))).cachedBytes).toBe(OTHER.bytes.length);
      await obtainModel(near(ref), quiet);
      expect(hub.log).toHaveLength(fetched);
    }
  });

  it("asks no server for what the catalogue names there", async () => {
    put([SHIPPED]);
    for (const file of [{}, { bytes: null, sha256: null }]) {
      catalogue({}, file);
      expect((await failure(inspectModel(near("tiny")))).kind).toBe("missing-file");
      expect(hub.log).toEqual([]);
    }
    catalogue();
    await obtain("tiny");
    expect((await inspectModel(near("tiny"))).vectors).toBe("shipped");
  });
});

describe("a model of the hub or an address", () => {
  it("is known by its own header before it is fetched", async () => {
    put([OTHER]);
    const ref = `hf:owner/name/${OTHER.name}`;
    expect(await inspect(ref)).toMatchObject({
      ref: parseModelRef(ref),
      id: "other-noise",
      name: "Other Noise",
      licence: "mit",
      family: "llama",
      layers: TINY.layers,
      bytes: OTHER.bytes.length,
      vectors: "none",
    });
    const model = await obtain(ref);
    expect(model).toMatchObject({ vectors: null, notes: [], identity: { id: "other-noise" } });
  });

  it("has the site's vectors and name where its weights are an entry's", async () => {
    put([SHIPPED], "/files/");
    const model = await obtain(`${hub.url}/files/${SHIPPED.name}?download=true`);
    expect(model.identity.name).toBe("Tiny");
    expect(model.vectors).not.toBeNull();
  });

  it("is not asked for part by part where a name claims thousands", async () => {
    const claimed = "hf:owner/name/x-00001-of-99999.gguf";
    expect((await failure(inspect(claimed))).message).toMatch(/99999 parts.*64 at most/);
    expect(hub.log).toEqual([]);
  });

  it("is not the same where another server gave it", async () => {
    put([OTHER]);
    const ref = `hf:owner/name/${OTHER.name}`;
    await obtain(ref);
    const mirror = await startHub();
    const own = environment(ref);
    const elsewhere = { ...own, request: { ...own.request, hub: mirror.url } };
    expect((await failure(inspectModel(elsewhere))).kind).toBe("missing-file");
    expect(mirror.log.length).toBeGreaterThan(0);
    await mirror.close();
    expect((await inspect(ref)).cachedBytes).toBeGreaterThan(0);
  });

  it("has the vectors that were built here", async () => {
    put([OTHER]);
    const ref = `hf:owner/name/${OTHER.name}`;
    const { identity } = await obtain(ref);
    const files = modelFiles();
    const text = files
      .get("emotions.json")
      ?.toString()
      .replaceAll(sha256(SHIPPED.bytes), identity.sha256);
    const store = originStore(origin.root);
    await store.put(identity.sha256, BUILT.json, new Blob([text ?? ""]));
    await store.put(
      identity.sha256,
      BUILT.bin,
      new Blob([new Uint8Array(files.get("emotions.bin") ?? [])]),
    );
    expect((await inspect(ref)).vectors).toBe("built");
    expect((await obtain(ref)).vectors).not.toBeNull();
    await removeKept(ref, store);
    expect(Object.keys(origin.files()).filter((path) => !path.startsWith("at-"))).toEqual([]);
  });

  it.each<[string, readonly TinyFile[], string]>([
    ["a split GGUF", tinyGguf({ parts: 3 }), "tiny-00002-of-00003.gguf"],
    ["safetensors", tinySafetensors(), "model.safetensors"],
    ["safetensors in parts", tinySafetensors({ parts: 2 }), "model.safetensors.index.json"],
  ])("may come as %s, and is kept for a visit without a network", async (_, files, file) => {
    put(files, "owner/name/sub/");
    const ref = `hf:owner/name@v1/sub/${file}`;
    const before = await inspect(ref);
    const model = await obtain(ref);
    expect(model.published.settings.layers).toBe(TINY.layers);
    const bytes = files.reduce((sum, one) => sum + one.bytes.length, 0);
    expect(before.bytes).toBe(bytes);
    await hub.close();
    const steps: LoadProgress[] = [];
    expect((await obtain(ref, (step) => steps.push(step))).identity).toEqual(model.identity);
    expect(steps.every(({ cached }) => cached)).toBe(true);
    expect((await inspect(ref)).cachedBytes).toBe(bytes);
  });

  it("misses a part, a configuration or a tokenizer by its name", async () => {
    put(tinyGguf({ parts: 3 }).slice(0, 2));
    const split = await failure(obtain("hf:owner/name/tiny-00001-of-00003.gguf"));
    expect(split).toMatchObject({ kind: "missing-file" });
    expect(split.message).toMatch(/tiny-00003-of-00003\.gguf/);
    put(tinySafetensors().filter(({ name }) => name !== "config.json"));
    const plain = await failure(obtain("hf:owner/name/model.safetensors"));
    expect(plain.message).toMatch(/no config\.json beside model\.safetensors/);
    put(tinySafetensors());
    hub.remove(`${REPO}tokenizer.json`);
    expect((await failure(obtain("hf:owner/name/model.safetensors"))).message).toMatch(
      /tokenizer\.json/,
    );
  });

  it.each<[string, string, RegExp]>([
    ["a web page", "<!doctype html><p>Sign in</p>", /web page/],
    ["a note of Git LFS", "version https://git-lfs.github.com/spec/v1\n", /LFS/],
    ["an empty file", "", /GGUF|empty|header|incomplete|nothing/i],
    ["junk", "x".repeat(5000), /does not begin with the letters GGUF/],
  ])("is named where the server sends %s", async (_, content, message) => {
    hub.put(`${REPO}x.gguf`, new TextEncoder().encode(content));
    const error = await failure(obtain("hf:owner/name/x.gguf"));
    expect(error.message).toMatch(message);
    expect(Object.keys(origin.files())).toEqual([]);
  });

  it("is refused before its weights are fetched where tokenizer.json is another model's", async () => {
    const files = tinySafetensors();
    const json = files.find(({ name }) => name === "tokenizer.json");
    const tokenizer = JSON.parse(new TextDecoder().decode(json?.bytes));
    tokenizer.model.vocab.extra = 49_151;
    put(files);
    hub.put(`${REPO}tokenizer.json`, new TextEncoder().encode(JSON.stringify(tokenizer)));
    const error = await failure(obtain("hf:owner/name/model.safetensors"));
    expect(error.message).toMatch(/49,152 tokens, the weights have 260/);
    expect(hub.bytesSent("model.safetensors")).toBe(0);
  });

  it("is refused where index and configuration lead elsewhere", async () => {
    put(tinySafetensors({ parts: 2 }));
    const index = { weight_map: { "model.norm.weight": "../../../other/model.safetensors" } };
    hub.put(`${REPO}model.safetensors.index.json`, new TextEncoder().encode(JSON.stringify(index)));
    const error = await failure(obtain("hf:owner/name/model.safetensors.index.json"));
    expect(error).toMatchObject({ kind: "corrupt-model" });
    hub.put(`${REPO}config.json`, new TextEncoder().encode('{"model_type":"mamba"}'));
    const other = await failure(inspect("hf:owner/name/model.safetensors.index.json"));
    expect(other.message).toMatch(/“mamba”/);
  });
});

describe("dropped files", () => {
  it("are kept under their hash, and load again by it", async () => {
    const parts = tinyGguf({ parts: 3, name: "Dropped" });
    const steps: LoadProgress[] = [];
    const model = await drop(
      [2, 0, 1].map((i) => parts[i] as TinyFile),
      (step) => steps.push(step),
    );
    const key = sha256(parts.map(({ bytes }) => sha256(bytes)).join(""));
    expect(model.ref).toEqual({ kind: "kept", key });
    expect(model.identity).toEqual({ id: "dropped", name: "Dropped", sha256: key });
    expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
    expect((await obtain(model.ref)).identity).toEqual(model.identity);
    expect(await inspect(model.ref)).toMatchObject({ name: "Dropped", vectors: "none" });
    const store = originStore(origin.root);
    expect(
      (await listKept(store, storeFetching(store))).map((kept) => formatModelRef(kept.ref)),
    ).toEqual([`kept:${key}`]);
    await removeKept(`kept:${key}`, store);
    expect((await failure(obtain(model.ref))).message).toMatch(
      /does not keep that model.*Choose its file/,
    );
  });

  it("have the site's vectors where they are an entry's weights", async () => {
    const model = await drop([{ ...SHIPPED, name: "blob" }]);
    expect(model.identity.name).toBe("Tiny");
    expect(model.vectors).not.toBeNull();
  });

  it("may be safetensors with what belongs to them, and with what does not", async () => {
    const readme = { name: "README.md", bytes: new TextEncoder().encode("# x") };
    const model = await drop([...tinySafetensors({ parts: 2 }), readme]);
    expect(model.format).toBe("safetensors");
    expect((await obtain(model.ref)).identity).toEqual(model.identity);
  });

  it("run from where they are where there is no room", async () => {
    origin.free = 100;
    const model = await drop([OTHER]);
    expect(model.notKept).toMatch(/storage is full, so that the file has to be chosen again/);
    expect(model.weights[0]?.source.size).toBe(OTHER.bytes.length);
  });

  it.each<[string, readonly TinyFile[], RegExp]>([
    [
      "a part without its siblings",
      tinyGguf({ parts: 3 }).slice(1),
      /tiny-00001-of-00003\.gguf is missing/,
    ],
    [
      "a picture",
      [{ name: "cat.jpg", bytes: new Uint8Array([255, 216, 255]) }],
      /cat\.jpg holds no model's weights/,
    ],
    ["nothing", [], /Choose a GGUF file/],
  ])("are refused before they are copied: %s", async (_, files, message) => {
    expect((await failure(drop(files))).message).toMatch(message);
    expect(origin.files()).toEqual({});
  });
});
