import { MessageChannel } from "node:worker_threads";
import * as Comlink from "comlink";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testVectors } from "../core/testing/vectors.ts";
import { EngineError } from "../engine/errors.ts";
import { failure } from "../engine/testing/failure.ts";
import { createWorkerClient, type WorkerClient } from "./client.ts";
import type { DeviceChoice, MoodringWorker, ReadChunk, ReadStart } from "./contract.ts";
import { storeFetching } from "./fetch/store-fetching.ts";
import type { WorkerPort } from "./spawn.ts";
import { originStore } from "./storage.ts";
import { fakeOrigin } from "./testing/fake-origin.ts";
import { type ModelSite, serveModel } from "./testing/model-site.ts";
import { createWorkerApi, type RunningModel, type WorkerParts } from "./worker-api.ts";

type Model = Partial<RunningModel>;

const DEVICE: DeviceChoice = { backend: "auto", precision: "auto", threads: null };

let site: ModelSite;
const ports: MessageChannel[] = [];
const clients: WorkerClient[] = [];

beforeEach(async () => {
  site = await serveModel();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  for (const { port1, port2 } of ports.splice(0)) {
    port1.close();
    port2.close();
  }
  await site.close();
});

/** A client whose "worker" is the worker's API at the other end of a message channel. */
function connect(model: Model = {}, parts: Partial<WorkerParts> = {}) {
  const store = originStore(fakeOrigin().root);
  const kills: (() => void)[] = [];
  const spawn = vi.fn((): WorkerPort => {
    const channel = new MessageChannel();
    ports.push(channel);
    const open = async (): Promise<RunningModel> => ({ ...emptyModel(), ...model });
    Comlink.expose(
      createWorkerApi({
        store,
        fetching: storeFetching(store),
        hasSimd: () => true,
        open,
        ...parts,
      }),
      channel.port1 as unknown as Comlink.Endpoint,
    );
    let kill: () => void = () => undefined;
    const died = new Promise<void>((resolve) => {
      kill = () => {
        channel.port1.close();
        resolve();
      };
    });
    kills.push(kill);
    const remote = Comlink.wrap<MoodringWorker>(channel.port2 as unknown as Comlink.Endpoint);
    return { remote, died, terminate: kill };
  });
  const onDeath = vi.fn();
  const client = createWorkerClient(spawn, onDeath);
  clients.push(client);
  return { client, spawn, onDeath, kill: () => kills.at(-1)?.() };
}

function emptyModel(): RunningModel {
  const refuse = () => Promise.reject(new Error("not part of this test"));
  return {
    info: {
      id: "tiny",
      name: "Tiny",
      weightsSha256: "a".repeat(64),
      vectorsSha256: "b".repeat(64),
      layers: 3,
      width: 12,
      contextTokens: 64,
      backend: "wasm",
      precision: "fp32",
      threads: 1,
      vectors: testVectors(4, 12).manifest,
      notes: [],
    },
    read: refuse,
    generate: refuse,
    score: refuse,
    buildVectors: refuse,
    point: refuse,
    dispose: async () => undefined,
  };
}

const request = { prompt: { kind: "text", text: "Hello" }, set: "text" } as const;
const quiet = (): void => undefined;

/** Runs until cancelled. */
const endless: Model = {
  read: (_request, _onEvent, signal) =>
    new Promise((_, reject) => {
      const stop = () => reject(new EngineError("cancelled", "Stopped."));
      signal?.addEventListener("abort", stop);
      if (signal?.aborted) stop();
    }),
};

describe("the worker's client", () => {
  it("loads a model and tells the progress", async () => {
    const { client } = connect();
    const progress = vi.fn();
    const loaded = await client.load(site.request, DEVICE, progress);
    expect(loaded).toMatchObject({ id: "tiny", layers: 3 });
    expect(loaded.loadMs).toBeGreaterThan(0);
    expect(progress.mock.calls.at(-1)?.[0]).toMatchObject({ phase: "download", cached: false });
  });

  it("brings every event before the result, with their arrays", async () => {
    const chunk = (start: number, z: Float32Array): ReadChunk => ({
      kind: "chunk",
      start,
      count: 1,
      z,
    });
    const { client } = connect({
      async read(_request, onEvent) {
        onEvent({ kind: "start", text: "Hello", tokens: [], unread: 0, contents: [] });
        for (let start = 0; start < 3; start++) onEvent(chunk(start, Float32Array.of(1, start)));
        onEvent(chunk(3, Float32Array.of(9, 8, 7).subarray(1)));
        return { tokens: 3, kept: 0, ms: 1 };
      },
    });
    await client.load(site.request, DEVICE, quiet);
    const events: (ReadStart | ReadChunk)[] = [];
    const done = await client.read(request, (event) => events.push(event));
    expect(done.tokens).toBe(3);
    expect(events.map(({ kind }) => kind)).toEqual(["start", "chunk", "chunk", "chunk", "chunk"]);
    expect(events.at(3)).toMatchObject({ start: 2, z: Float32Array.of(1, 2) });
    expect(events.at(4)).toMatchObject({ start: 3, z: Float32Array.of(8, 7) });
  });

  it("keeps the kind and words of a failure", async () => {
    const { client } = connect({
      score: () => Promise.reject(new EngineError("bad-input", "Nothing to score.")),
    });
    await client.load(site.request, DEVICE, quiet);
    const error = await failure(
      client.score({ prompt: request.prompt, continuations: [], steering: null }),
    );
    expect(error).toMatchObject({ kind: "bad-input", message: "Nothing to score." });
  });

  it("cancels at once, and the model takes the next call", async () => {
    const { client } = connect({
      ...endless,
      point: async () => ({ z: Float32Array.of(1), tokens: 1 }),
    });
    await client.load(site.request, DEVICE, quiet);
    const controller = new AbortController();
    const reading = client.read(request, quiet, controller.signal);
    const next = client.point({ ...request, at: "mean" });
    controller.abort();
    expect((await failure(reading)).kind).toBe("cancelled");
    expect((await next).tokens).toBe(1);
  });

  it("does not start a call that is cancelled already", async () => {
    const { client, spawn } = connect();
    expect((await failure(client.read(request, quiet, AbortSignal.abort()))).kind).toBe(
      "cancelled",
    );
    expect(spawn).not.toHaveBeenCalled();
  });

  it("answers one call at a time, in order", async () => {
    const log: string[] = [];
    const { client } = connect({
      async score({ continuations }) {
        log.push(`start ${continuations[0]}`);
        await new Promise((done) => setTimeout(done, 5));
        log.push(`end ${continuations[0]}`);
        return [0];
      },
    });
    await client.load(site.request, DEVICE, quiet);
    const score = (name: string) =>
      client.score({ prompt: request.prompt, continuations: [name], steering: null });
    await Promise.all([score("a"), score("b")]);
    expect(log).toEqual(["start a", "end a", "start b", "end b"]);
  });

  it("ends every call when the worker dies, and starts anew", async () => {
    const { client, spawn, kill } = connect(endless);
    await client.load(site.request, DEVICE, quiet);
    const calls = [client.read(request, quiet), client.read(request, quiet)];
    kill();
    for (const call of calls) expect((await failure(call)).kind).toBe("worker-died");
    expect((await failure(client.read(request, quiet))).message).toMatch(/No model is loaded/);
    expect((await client.load(site.request, DEVICE, quiet)).id).toBe("tiny");
    expect(spawn).toHaveBeenCalledTimes(2);
    expect(site.requests.get("model-00001.gguf.bin")).toBe(1);
  });

  it("ends a worker that does not notice a cancel", async () => {
    const { client, spawn } = connect({ read: () => new Promise(() => undefined) });
    await client.load(site.request, DEVICE, quiet);
    const controller = new AbortController();
    const reading = client.read(request, quiet, controller.signal);
    const waiting = client.read(request, quiet);
    vi.useFakeTimers();
    controller.abort();
    vi.advanceTimersByTime(61_000);
    vi.useRealTimers();
    expect((await failure(reading)).kind).toBe("cancelled");
    expect((await failure(waiting)).kind).toBe("worker-died");
    await failure(client.read(request, quiet));
    expect(spawn).toHaveBeenCalledTimes(2);
  });

  it("stops a download", async () => {
    const { client } = connect();
    site.fault = (file, response) => {
      if (file !== "model-00001.gguf.bin") return false;
      response.write(Buffer.alloc(100, 1));
      return true;
    };
    const controller = new AbortController();
    const loading = client.load(site.request, DEVICE, () => controller.abort(), controller.signal);
    expect((await failure(loading)).kind).toBe("cancelled");
    site.fault = () => false;
    expect((await client.load(site.request, DEVICE, quiet)).id).toBe("tiny");
  });

  it("says where WebAssembly SIMD is missing, before any download", async () => {
    const { client } = connect({}, { hasSimd: () => false });
    expect((await failure(client.load(site.request, DEVICE, quiet))).kind).toBe("no-simd");
    expect(site.requests.size).toBe(0);
  });

  it("tells of a worker that dies while nothing runs", async () => {
    const { client, onDeath, kill } = connect();
    await client.load(site.request, DEVICE, quiet);
    expect(onDeath).not.toHaveBeenCalled();
    kill();
    await vi.waitFor(() => expect(onDeath).toHaveBeenCalledOnce());
    expect(onDeath.mock.calls[0]?.[0]).toMatchObject({ kind: "worker-died" });
  });

  it("names memory that runs out, and tries again in a new worker", async () => {
    const open = () => Promise.reject(new RangeError("Array buffer allocation failed"));
    const { client, spawn } = connect({}, { open });
    expect((await failure(client.load(site.request, DEVICE, quiet))).kind).toBe("out-of-memory");
    expect((await failure(client.load(site.request, DEVICE, quiet))).kind).toBe("out-of-memory");
    expect(spawn).toHaveBeenCalledTimes(2);
  });

  it("ends a worker whose graphics processor is lost", async () => {
    const open = () => Promise.reject(new EngineError("gpu-lost", "It stopped answering."));
    const { client, spawn, onDeath } = connect({}, { open });
    // Another call that waits ends with the same word: the page loads again because of it.
    const waiting = failure(client.load(site.request, DEVICE, quiet));
    expect((await failure(client.load(site.request, DEVICE, quiet))).kind).toBe("gpu-lost");
    expect((await waiting).kind).toBe("gpu-lost");
    expect((await failure(client.load(site.request, DEVICE, quiet))).kind).toBe("gpu-lost");
    expect(spawn).toHaveBeenCalledTimes(2);
    expect(onDeath.mock.calls.map(([error]) => error.kind)).toEqual(["gpu-lost", "gpu-lost"]);
  });

  it("lists what is kept, and removes it", async () => {
    const { client } = connect();
    expect(await client.listKept()).toEqual([]);
    await client.load(site.request, DEVICE, quiet);
    const [kept] = await client.listKept();
    expect(kept).toMatchObject({ ref: site.request.model, name: "Tiny", complete: true });
    await client.removeKept(kept?.key ?? "");
    expect(await client.listKept()).toEqual([]);
    await client.removeKept("hf:not/there/x.gguf");
  });

  it("inspects what is kept", async () => {
    const { client } = connect();
    await client.load(site.request, DEVICE, quiet);
    const kept = await client.inspect(site.request);
    expect(kept.cachedBytes).toBe(kept.bytes);
  });
});
