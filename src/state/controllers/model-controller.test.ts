import { expect, it } from "vitest";
import { createAppStore } from "../store.ts";
import { createFakeClient, ticks } from "../testing/fake-client.ts";
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
