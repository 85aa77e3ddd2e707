import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EngineError } from "../engine/errors.ts";
import type { LoadProgress } from "./contract.ts";
import { inspectModel, obtainModel } from "./model-files.ts";
import { forgetModel } from "./model-index.ts";
import { originStore, STORAGE_FULL, STORAGE_REFUSED } from "./storage.ts";
import { type FakeOrigin, fakeOrigin, refusedRoot } from "./testing/fake-origin.ts";
import { type ModelSite, modelFiles, serveModel } from "./testing/model-site.ts";

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
const obtain = (onProgress: (progress: LoadProgress) => void = quiet) =>
  obtainModel(site.url, store(), onProgress, signal);

/** The first shard is the one file of 50,000 bytes. */
function damageFirstShard(): void {
  const shard = Object.entries(origin.files()).find(([, size]) => size === 50_000);
  origin.damage(shard?.[0] ?? "");
}

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`not an EngineError: ${String(error)}`);
  return error;
}

describe("a first load", () => {
  it("brings everything together and keeps it", async () => {
    const progress: LoadProgress[] = [];
    const files = await obtain((step) => progress.push(step));
    expect(files.notKept).toBeUndefined();
    expect(files.weights.size).toBe(57_000);
    // Across the border of the shards.
    expect([...(await files.weights.read(49_999, 50_001))]).toEqual([1, 2]);
    expect(files.vectors.data.length).toBe(2 * 4 * 25 * 12);
    expect(files.tokenizerJson).toEqual({ model: {} });
    const last = progress.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(last?.cached).toBe(false);
    expect(Object.keys(origin.files())).toHaveLength(5 + 2);
  });

  it("is told of before the first byte", async () => {
    const before = await inspectModel(site.request, store(), signal);
    expect(before.cachedBytes).toBe(0);
    expect(site.requests.get("model-00001.gguf.bin")).toBeUndefined();
    await obtain();
    const after = await inspectModel(site.request, store(), signal);
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
    expect(progress[0]).toMatchObject({ done: 50_000, cached: true });
  });

  it("keeps nothing of a corrupt file", async () => {
    site.files.set("model-00001.gguf.bin", Buffer.alloc(50_000, 9));
    expect((await failure(obtain())).kind).toBe("corrupt-model");
    expect(origin.files()).toEqual({});
  });

  it("refuses vectors of other weights", async () => {
    site.files.set("emotions.json", modelFiles(5).get("emotions.json") ?? Buffer.alloc(0));
    expect((await failure(obtain())).message).toMatch(/other weights/);
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
    expect(files.weights.size).toBe(57_000);
    expect(progress.every((step) => step.cached)).toBe(true);
    expect((await inspectModel(site.request, store(), signal)).cachedBytes).toBeGreaterThan(57_000);
  });

  it("fetches again what the browser evicted", async () => {
    await obtain();
    origin = fakeOrigin();
    expect((await inspectModel(site.request, store(), signal)).cachedBytes).toBe(0);
    await obtain();
    expect(site.requests.get("model-00001.gguf.bin")).toBe(2);
  });

  it("fetches again what was damaged where it is kept", async () => {
    await obtain();
    damageFirstShard();
    const files = await obtain();
    expect([...(await files.weights.read(0, 1))]).not.toEqual([0xee]);
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
    expect(files.notKept).toBe(STORAGE_FULL);
    expect([...(await files.weights.read(0, 1))]).not.toEqual([0xee]);
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
    expect([...(await files.weights.read(0, 1))]).toEqual([7]);
    expect(Object.keys(origin.files())).toHaveLength(5 + 2);
  });

  it("starts anew once forgotten", async () => {
    await obtain();
    await forgetModel(site.url, store());
    expect(origin.files()).toEqual({});
    await site.close();
    expect((await failure(obtain())).kind).toBe("offline");
  });
});

describe("a browser that keeps nothing", () => {
  it("runs the model from memory where storage is full", async () => {
    origin.free = 20_000;
    const files = await obtain();
    expect(files.notKept).toBe(STORAGE_FULL);
    expect(files.weights.size).toBe(57_000);
    expect(Object.values(origin.files()).every((size) => size > 0)).toBe(true);
  });

  it("runs it where storage is refused", async () => {
    const files = await obtainModel(site.url, originStore(refusedRoot), quiet, signal);
    expect(files.notKept).toBe(STORAGE_REFUSED);
    expect(files.weights.size).toBe(57_000);
  });
});

describe("two tabs at once", () => {
  it("fetch each file once", async () => {
    vi.stubGlobal("navigator", { locks: fakeLocks() });
    const [one, two] = await Promise.all([obtain(), obtain()]);
    expect(one.weights.size).toBe(two.weights.size);
    expect(site.requests.get("model-00001.gguf.bin")).toBe(1);
    expect(site.requests.get("emotions.bin")).toBe(1);
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
    const second = obtainModel(site.url, store(), quiet, controller.signal);
    expect((await failure(second)).kind).toBe("cancelled");
  });
});

/** Exclusive locks, in order, whose wait can be aborted. */
function fakeLocks() {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(name: string, options: { signal: AbortSignal }, task: () => Promise<unknown>) {
      const before = held.get(name) ?? Promise.resolve();
      const aborted = new Promise<never>((_, reject) => {
        options.signal.addEventListener("abort", () => reject(new Error("AbortError")));
      });
      aborted.catch(quiet);
      const turn = Promise.race([before, aborted]).then(task);
      held.set(name, turn.catch(quiet));
      return await turn;
    },
  };
}
