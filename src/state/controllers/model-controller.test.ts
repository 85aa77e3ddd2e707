import { describe, expect, it, vi } from "vitest";
import type { LoadedModel } from "../../worker/contract.ts";
import { emptyColumn } from "../runs.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { createAppStore } from "../store.ts";
import { createFakeClient, FAKE_MODEL, ticks } from "../testing/fake-client.ts";
import { createModelController, noteDeath } from "./model-controller.ts";

const BASE = "https://example.org/sub/index.html";

it("inspects, then loads with progress", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const kinds: string[] = [];
  store.subscribe(({ model }) => kinds.push(model.kind));
  const controller = createModelController(store, client, BASE);
  await controller.inspect();
  expect(store.getState().summary).toMatchObject({
    bytes: 100,
    name: "smollm2-135m-instruct",
  });
  await controller.load();
  expect(store.getState().model.kind).toBe("ready");
  expect(store.getState().manifest?.bestLayer.text).toBe(2);
  expect(kinds).toContain("loading");
  await controller.load();
  expect(store.getState().model.kind).toBe("ready");
});

it("cancels, fails in words, and can be tried again", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  let fail: (error: unknown) => void = () => undefined;
  const load = client.load;
  client.load = (_request, _device, _progress, signal) =>
    new Promise((_, reject) => {
      fail = reject;
      signal?.addEventListener("abort", () => reject({ kind: "cancelled", message: "" }));
    });
  const controller = createModelController(store, client, BASE);
  void controller.load();
  controller.cancel();
  await ticks();
  expect(store.getState().model.kind).toBe("idle");
  void controller.load();
  fail({ kind: "quota", message: "full" });
  await ticks();
  expect(store.getState().model).toEqual({
    kind: "failed",
    failure: { kind: "quota", message: "full" },
  });
  client.load = load;
  await controller.load();
  expect(store.getState().model.kind).toBe("ready");
  noteDeath(store, { kind: "bad-input", message: "" });
  expect(store.getState().model.kind).toBe("ready");
  noteDeath(store, new TypeError("odd"));
  expect(store.getState().model.kind).toBe("failed");
});

it("loads dropped files, names them, and shows nothing of the model before", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const controller = createModelController(store, client, BASE);
  await controller.load();
  store.getState().showSteer([emptyColumn("plain", null)], null);
  const key = "d".repeat(64);
  let finish: (model: LoadedModel) => void = () => undefined;
  client.load = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  const loading = controller.loadFiles([new File([], "tiny.gguf")]);
  expect(store.getState().manifest).toBeNull();
  expect(store.getState().ownFiles).toBe("tiny.gguf");
  expect(store.getState().steer.columns).toEqual([]);
  finish({ ...FAKE_MODEL, ref: { kind: "kept", key } });
  await loading;
  await ticks();
  expect(store.getState().model.kind).toBe("ready");
  expect(store.getState().ownFiles).toBeNull();
  expect(store.getState().settings.model).toBe(`kept:${key}`);
  expect(store.getState().summary?.ref).toEqual({ kind: "kept", key });
});

it("tries dropped files again on Try again, not on the choice of another model", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const asked: (number | undefined)[] = [];
  const load = client.load;
  client.load = async (request) => {
    asked.push(request.files?.length);
    throw { kind: "corrupt-model", message: "cut off" };
  };
  const controller = createModelController(store, client, BASE);
  await controller.loadFiles([new File([], "broken.gguf")]);
  expect(store.getState().model.kind).toBe("failed");
  expect(store.getState().ownFiles).toBe("broken.gguf");
  await controller.load();
  client.load = (request, ...rest) => {
    asked.push(request.files?.length);
    return load(request, ...rest);
  };
  await controller.choose({ kind: "catalogue", id: "smollm2-135m-instruct" });
  expect(asked).toEqual([1, 1, undefined]);
  expect(store.getState().model.kind).toBe("ready");
});

it("lets no late answer about a former model stand for the one that is chosen", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const inspect = client.inspect;
  let late: () => void = () => undefined;
  client.inspect = async (request) => {
    if (request.model.kind === "url") await new Promise<void>((resolve) => (late = resolve));
    return inspect(request);
  };
  createModelController(store, client, BASE);
  store.getState().edit({ model: "https://example.org/slow.gguf" });
  await ticks();
  store.getState().edit({ model: "gemma-3-270m" });
  await ticks();
  late();
  await ticks();
  expect(store.getState().summary?.name).toBe("gemma-3-270m");
  expect(store.getState().model.kind).toBe("idle");
});

it("loads without the graphics processor when it is lost on the way", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const controller = createModelController(store, client, BASE);
  store.getState().edit({ device: { backend: "webgpu", precision: "auto", threads: null } });
  const load = client.load;
  client.load = async (request, device, ...rest) => {
    if (device.backend === "webgpu") throw { kind: "gpu-lost", message: "It stopped answering." };
    return load(request, device, ...rest);
  };
  await controller.load();
  expect(store.getState().model).toMatchObject({
    kind: "ready",
    model: { notes: [expect.stringMatching(/stopped answering.*runs on WebAssembly now/)] },
  });
  controller.dispose();
});

it("loads again without the graphics processor when it is lost, and says so", async () => {
  const store = createAppStore();
  const client = createFakeClient();
  const controller = createModelController(store, client, BASE);
  store.getState().edit({ device: { backend: "webgpu", precision: "auto", threads: null } });
  const backends: string[] = [];
  const load = client.load;
  client.load = (request, device, ...rest) => {
    backends.push(device.backend);
    return load(request, device, ...rest);
  };
  await controller.load();
  noteDeath(store, { kind: "gpu-lost", message: "The graphics processor stopped answering." });
  // A second call that fails for the same reason does not start it twice.
  noteDeath(store, { kind: "gpu-lost", message: "The graphics processor stopped answering." });
  await ticks();
  expect(backends).toEqual(["webgpu", "wasm"]);
  const { model, settings } = store.getState();
  expect(model).toMatchObject({
    kind: "ready",
    model: { notes: [expect.stringMatching(/stopped answering.*runs on WebAssembly now/)] },
  });
  expect(settings.device.backend).toBe("webgpu");
  controller.dispose();
});

describe("a server that a link names", () => {
  const ADDRESS = "https://elsewhere.example/m.gguf";
  const MIRROR = "http://localhost:9999";

  /** A page that was opened by a link; the browser keeps what `kept` names. */
  function open(link: Partial<Settings>, kept: readonly string[] = []) {
    const store = createAppStore({ ...DEFAULT_SETTINGS, ...link });
    const client = createFakeClient();
    const inspect = client.inspect;
    const asked = vi.fn(async (request: Parameters<typeof inspect>[0]) => {
      const summary = await inspect(request);
      if (request.nearby && !kept.includes(summary.name)) throw { kind: "missing-file" };
      return summary;
    });
    client.inspect = asked;
    const load = vi.spyOn(client, "load");
    const controller = createModelController(store, client, BASE);
    const far = () => asked.mock.calls.filter(([{ nearby }]) => !nearby).length;
    return { store, client, controller, load, far };
  }

  it.each<[string, Partial<Settings>, string]>([
    ["an address", { model: ADDRESS }, "elsewhere.example"],
    ["a file on the hub", { model: "hf:a/b/m.gguf" }, "huggingface.co"],
    ["a mirror for a listed model", { model: "gemma-3-270m", hub: MIRROR }, "localhost:9999"],
  ])("is asked nothing before the user says so: %s", async (_, link, host) => {
    const { store, controller, load, far } = open(link);
    await controller.inspect();
    expect(store.getState().model).toEqual({ kind: "asking", host });
    await controller.load();
    expect(load).not.toHaveBeenCalled();
    expect(far()).toBe(0);
    await controller.agree();
    expect(far()).toBe(1);
    expect(store.getState().model.kind).toBe("idle");
    expect(store.getState().summary).not.toBeNull();
    expect(load).not.toHaveBeenCalled();
    await controller.load();
    expect(load.mock.calls[0]?.[0].nearby).toBeUndefined();
    expect(store.getState().model.kind).toBe("ready");
  });

  it("need not be asked for the site's own model or a kept one", async () => {
    const own = open({ hub: MIRROR });
    await own.controller.inspect();
    expect(own.store.getState().model.kind).toBe("idle");
    const kept = open({ model: ADDRESS }, [ADDRESS]);
    await kept.controller.inspect();
    expect(kept.store.getState().summary?.name).toBe(ADDRESS);
    await kept.controller.load();
    expect(kept.load.mock.calls[0]?.[0].nearby).toBe(true);
    expect(kept.store.getState().model.kind).toBe("ready");
    expect(kept.far()).toBe(0);
  });

  it("takes what the user does on the page for their word", async () => {
    const { store, controller, far } = open({});
    await controller.look({ kind: "url", url: ADDRESS });
    expect(far()).toBe(1);
    store.getState().edit({ hub: MIRROR });
    await controller.choose({ kind: "catalogue", id: "gemma-3-270m" });
    expect(store.getState().model.kind).toBe("ready");

    const same = open({ model: ADDRESS });
    await same.controller.inspect();
    await same.controller.choose({ kind: "url", url: ADDRESS });
    expect(same.store.getState().model.kind).toBe("ready");
  });

  it("is asked about again where another link names another one, also on Try again", async () => {
    const { store, controller, far, client, load } = open({ model: "hf:a/b/m.gguf" });
    await controller.inspect();
    await controller.agree();
    await controller.load();
    expect(far()).toBe(1);
    // What runs goes on running.
    store.getState().restore({ ...store.getState().settings, hub: MIRROR }, []);
    await ticks();
    expect(store.getState().model.kind).toBe("ready");
    noteDeath(store, { kind: "worker-died", message: "" });
    await controller.load();
    expect(store.getState().model).toEqual({ kind: "asking", host: "localhost:9999" });
    expect(load).toHaveBeenCalledOnce();
    store.getState().restore({ ...DEFAULT_SETTINGS, model: ADDRESS }, []);
    await controller.inspected();
    expect(store.getState().model).toEqual({ kind: "asking", host: "elsewhere.example" });
    expect(far()).toBe(1);
    expect(client.generates).toEqual([]);
  });
});

it("counts the network's time from when what is kept has been read", async () => {
  vi.useFakeTimers();
  try {
    const store = createAppStore();
    const client = createFakeClient();
    client.load = async (_request, _device, onProgress) => {
      const kept = { phase: "download", total: 100, cached: true, fetched: 0 } as const;
      vi.advanceTimersByTime(3000);
      onProgress({ ...kept, done: 80 });
      vi.advanceTimersByTime(500);
      onProgress({ ...kept, done: 85, cached: false, fetched: 5 });
      return new Promise<LoadedModel>(() => undefined);
    };
    const controller = createModelController(store, client, BASE);
    void controller.load();
    await ticks();
    const { model } = store.getState();
    if (model.kind !== "loading") throw new Error(model.kind);
    expect(model.networkSince - model.startedAt).toBe(3000);
    controller.dispose();
  } finally {
    vi.useRealTimers();
  }
});
