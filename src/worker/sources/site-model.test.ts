import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failure } from "../../engine/testing/failure.ts";
import { tinyGguf } from "../../engine/testing/tiny-model.ts";
import type { LoadProgress } from "../contract.ts";
import { storeFetching } from "../fetch/store-fetching.ts";
import { type FileStore, originStore } from "../storage.ts";
import { fakeLocks } from "../testing/fake-locks.ts";
import { type FakeOrigin, fakeOrigin, refusedRoot } from "../testing/fake-origin.ts";
import { FIRST_SHARD, type ModelSite, modelFiles, serveModel } from "../testing/model-site.ts";
import { sourceEnvironment } from "./environment.ts";
import { listKept, removeKept } from "./kept-models.ts";
import { obtainModel } from "./obtain-model.ts";
import { inspectModel } from "./summary.ts";

let site: ModelSite;
let origin: FakeOrigin;
const signal = new AbortController().signal;
const quiet = (): void => undefined;

beforeEach(async () => {
  site = await serveModel();
  origin = fakeOrigin();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await site.close();
});

const store = () => originStore(origin.root);
const environment = (kept: FileStore = store(), abort = signal) =>
  sourceEnvironment(site.request, kept, storeFetching(kept), abort);
const obtain = (onProgress: (progress: LoadProgress) => void = quiet) =>
  obtainModel(environment(), onProgress);
const inspect = () => inspectModel(environment());
const size = modelFiles().get("manifest.json")?.toString() ?? "";
const { bytes: WEIGHTS } = JSON.parse(size) as { bytes: number };
const weightsOf = (files: Awaited<ReturnType<typeof obtain>>) => {
  const [file] = files.weights;
  if (file === undefined) throw new Error("no weights");
  return file.source;
};

/** The first shard is the one file of its size. */
function damageFirstShard(): void {
  const shard = Object.entries(origin.files()).find(([, size]) => size === FIRST_SHARD);
  origin.damage(shard?.[0] ?? "");
}

describe("a first load", () => {
  it("brings everything together and keeps it", async () => {
    const progress: LoadProgress[] = [];
    const files = await obtain((step) => progress.push(step));
    expect(files.notKept).toBeUndefined();
    expect(weightsOf(files).size).toBe(WEIGHTS);
    // Across the border of the shards.
    const [first, second] = [...site.files.values()];
    const border = await weightsOf(files).read(FIRST_SHARD - 1, FIRST_SHARD + 1);
    expect([...border]).toEqual([first?.at(-1), second?.at(0)]);
    expect(files.vectors?.data.length).toBe(2 * 3 * 25 * 8);
    expect(files.identity).toMatchObject({ id: "tiny", name: "Tiny" });
    expect(files.ref).toEqual(site.request.model);
    const last = progress.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(last?.cached).toBe(false);
    expect(Object.keys(origin.files())).toHaveLength(2 * 5 + 4);
  });

  it("is told of before the first byte", async () => {
    const before = await inspect();
    expect(before.cachedBytes).toBe(0);
    expect(site.requests.get("model-00001.gguf.bin")).toBeUndefined();
    await obtain();
    const after = await inspect();
    expect(after.cachedBytes).toBe(before.bytes);
  });

  it("goes on from what was kept after a broken one", async () => {
    site.fault = (file, response) => {
      if (file !== "model-00002.gguf.bin") return false;
      response.writeHead(404).end();
      return true;
    };
    const error = await failure(obtain());
    expect(error.kind).toBe("missing-file");
    expect(error.message).toMatch(/model-00002/);
    site.fault = () => false;
    const progress: LoadProgress[] = [];
    await obtain((step) => progress.push(step));
    expect(site.requests.get("model-00001.gguf.bin")).toBe(1);
    const kept = progress.filter(({ cached }) => cached).at(-1);
    expect(kept?.done).toBeGreaterThan(FIRST_SHARD);
    expect(kept?.fetched).toBe(0);
    const last = progress.at(-1);
    expect(last?.fetched).toBe((last?.done ?? 0) - (kept?.done ?? 0));
  });

  it("keeps nothing of a corrupt file", async () => {
    site.files.set("model-00001.gguf.bin", Buffer.alloc(FIRST_SHARD, 9));
    expect((await failure(obtain())).kind).toBe("corrupt-model");
    expect(Object.values(origin.files())).not.toContain(FIRST_SHARD);
    const [unfinished] = await listKept(store(), storeFetching(store()));
    expect(unfinished).toMatchObject({ key: "tiny", complete: false });
  });

  it("does without vectors of other weights, and says so", async () => {
    site.files.set("emotions.json", modelFiles(5).get("emotions.json") ?? Buffer.alloc(0));
    expect((await inspect()).vectors).toBe("none");
    const files = await obtain();
    expect(files.vectors).toBeNull();
    expect(files.notes.join()).toMatch(/has for Tiny were made for other weights.*Build vectors/);
    expect(site.requests.get("emotions.bin")).toBeUndefined();
  });

  it("uses those that were built here in the place of vectors of other weights", async () => {
    const good = modelFiles();
    site.files.set("emotions.json", modelFiles(5).get("emotions.json") ?? Buffer.alloc(0));
    const { identity } = await obtain();
    for (const name of ["emotions.json", "emotions.bin"]) {
      const content = new Uint8Array(good.get(name) ?? []);
      await store().put(identity.sha256, name, new Blob([content]));
    }
    expect((await inspect()).vectors).toBe("built");
    const files = await obtain();
    expect(files.vectors?.manifest.weightsSha256).toBe(identity.sha256);
    expect(files.notes.join()).toMatch(/other weights.*built in this browser are used/);
  });

  it("names an index that is cut short", async () => {
    site.files.set("manifest.json", Buffer.from('{"schema":1,'));
    expect((await failure(obtain())).message).toMatch(/manifest\.json on this site is not JSON/);
  });
});

describe("a later load", () => {
  it("works with the network off", async () => {
    await obtain();
    await site.close();
    const progress: LoadProgress[] = [];
    const files = await obtain((step) => progress.push(step));
    expect(weightsOf(files).size).toBe(WEIGHTS);
    expect(progress.every((step) => step.cached)).toBe(true);
    expect((await inspect()).cachedBytes).toBeGreaterThan(WEIGHTS);
  });

  it("fetches again what the browser evicted", async () => {
    await obtain();
    origin = fakeOrigin();
    expect((await inspect()).cachedBytes).toBe(0);
    await obtain();
    expect(site.requests.get("model-00001.gguf.bin")).toBe(2);
  });

  it("fetches again what was damaged where it is kept", async () => {
    await obtain();
    damageFirstShard();
    const files = await obtain();
    expect([...(await weightsOf(files).read(0, 1))]).not.toEqual([0xee]);
    expect(site.requests.get("model-00001.gguf.bin")).toBe(2);
    // Mended for good.
    await obtain();
    expect(site.requests.get("model-00001.gguf.bin")).toBe(2);
  });

  it("uses the fetched file where the damaged one can't be replaced", async () => {
    await obtain();
    damageFirstShard();
    origin.free = 0;
    const files = await obtain();
    expect(files.notKept).toMatch(/storage is full, .* downloaded again/);
    expect([...(await weightsOf(files).read(0, 1))]).not.toEqual([0xee]);
  });

  it("says to load online where a damaged file can't be fetched", async () => {
    await obtain();
    damageFirstShard();
    await site.close();
    const error = await failure(obtain());
    expect(error.kind).toBe("corrupt-model");
    expect(error.message).toMatch(/model-00001\.gguf\.bin is damaged\. Load .* with a connection/);
  });

  it("takes the site's new weights and forgets the old ones", async () => {
    await obtain();
    for (const [file, content] of modelFiles(7)) site.files.set(file, content);
    const files = await obtain();
    const changed = await weightsOf(files).read(0, WEIGHTS);
    expect(Buffer.from(changed).equals(tinyWeights(7))).toBe(true);
    expect(Object.keys(origin.files())).toHaveLength(2 * 5 + 4);
  });

  it("starts anew once forgotten", async () => {
    await obtain();
    expect(await listKept(store(), storeFetching(store()))).toMatchObject([
      { key: "tiny", ref: site.request.model, name: "Tiny", complete: true },
    ]);
    await removeKept("tiny", store());
    expect(await listKept(store(), storeFetching(store()))).toEqual([]);
    expect(Object.keys(origin.files()).every((path) => path.startsWith("at-"))).toBe(true);
    await site.close();
    expect((await failure(obtain())).kind).toBe("offline");
  });

  it("is listed until the last of it is gone", async () => {
    await obtain();
    const failing: FileStore = {
      ...store(),
      async remove(folder, name) {
        if (folder.startsWith("plan-")) throw new Error("the tab died");
        await store().remove(folder, name);
      },
    };
    await expect(removeKept("tiny", failing)).rejects.toThrow("the tab died");
    expect(await listKept(store(), storeFetching(store()))).toMatchObject([
      { key: "tiny", bytes: 0, complete: false },
    ]);
    await removeKept("tiny", store());
    expect(await listKept(store(), storeFetching(store()))).toEqual([]);
  });

  it("counts what was built for it", async () => {
    const files = await obtain();
    const before = await listKept(store(), storeFetching(store()));
    await store().put(files.identity.sha256, "build-1-text-0", new Blob([new Uint8Array(1000)]));
    await store().put(files.identity.sha256, "emotions.bin", new Blob([new Uint8Array(200)]));
    const after = await listKept(store(), storeFetching(store()));
    expect((after[0]?.bytes ?? 0) - (before[0]?.bytes ?? 0)).toBe(1200);
  });
});

describe("a browser that keeps nothing", () => {
  it("runs the model from memory where storage is full", async () => {
    origin.free = 20_000;
    const files = await obtain();
    expect(files.notKept).toMatch(/storage is full, .* downloaded again/);
    expect(weightsOf(files).size).toBe(WEIGHTS);
    expect(Object.values(origin.files()).every((size) => size > 0)).toBe(true);
  });

  it("runs it where storage is refused", async () => {
    const files = await obtainModel(environment(originStore(refusedRoot)), quiet);
    expect(files.notKept).toMatch(/private window.* downloaded again/);
    expect(weightsOf(files).size).toBe(WEIGHTS);
  });
});

describe("two tabs at once", () => {
  it("fetch each file once", async () => {
    vi.stubGlobal("navigator", { locks: fakeLocks() });
    const [one, two] = await Promise.all([obtain(), obtain()]);
    expect(weightsOf(one).size).toBe(weightsOf(two).size);
    expect(site.requests.get("model-00001.gguf.bin")).toBe(1);
    expect(site.requests.get("emotions.bin")).toBe(1);
  });

  it("tell that one of them waits", async () => {
    vi.stubGlobal("navigator", { locks: fakeLocks() });
    const phases: string[][] = [[], []];
    await Promise.all(phases.map((told) => obtain(({ phase }) => told.push(phase))));
    const waits = phases.map((told) => told.filter((phase) => phase === "wait").length);
    expect(waits.sort()).toEqual([0, 1]);
    expect(phases.filter(([first]) => first === "wait")).toHaveLength(1);
  });

  it("do not take away what the other is fetching", async () => {
    vi.stubGlobal("navigator", { locks: fakeLocks() });
    site.fault = (file) => file === "model-00002.gguf.bin";
    const controller = new AbortController();
    const loading = failure(obtainModel(environment(store(), controller.signal), quiet));
    await vi.waitFor(() => expect(site.requests.get("model-00002.gguf.bin")).toBe(1));
    const refused = await failure(removeKept("tiny", store()));
    expect(refused.message).toMatch(/being loaded right now, perhaps in another tab/);
    expect(Object.values(origin.files())).toContain(FIRST_SHARD);
    controller.abort();
    await loading;
    await removeKept("tiny", store());
    expect(Object.keys(origin.files()).every((path) => path.startsWith("at-"))).toBe(true);
  });

  it("can stop waiting for the other", async () => {
    vi.stubGlobal("navigator", { locks: fakeLocks() });
    const controller = new AbortController();
    site.fault = (file) => {
      // Never answers: the first tab holds on.
      if (file === "model-00001.gguf.bin") setTimeout(() => controller.abort(), 20);
      return file === "model-00001.gguf.bin";
    };
    void obtain().catch(quiet);
    const second = obtainModel(environment(store(), controller.signal), quiet);
    expect((await failure(second)).kind).toBe("cancelled");
  });
});

const tinyWeights = (seed: number) => Buffer.from(tinyGguf({ seed })[0]?.bytes ?? []);
