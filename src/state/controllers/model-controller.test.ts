import { expect, it } from "vitest";
import type { LoadedModel } from "../../worker/contract.ts";
import { emptyColumn } from "../runs.ts";
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
