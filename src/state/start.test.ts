import { expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { startControllers } from "./start.ts";
import { createAppStore } from "./store.ts";
import { createFakeClient } from "./testing/fake-client.ts";

const BASE = "https://example.org/";
const none = () => Promise.resolve(null);
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it("waits for a click, unless a link asks to start", async () => {
  const waiting = createAppStore();
  startControllers(waiting, createFakeClient(), BASE, none);
  await settle();
  expect(waiting.getState().model.kind).toBe("idle");
  expect(waiting.getState().summary?.bytes).toBe(100);

  const store = createAppStore({ ...DEFAULT_SETTINGS, start: true });
  const client = createFakeClient();
  client.auto = true;
  const controllers = startControllers(store, client, BASE, none);
  await settle();
  expect(store.getState().model.kind).toBe("ready");
  expect(store.getState().read.run?.text).toBe(DEFAULT_SETTINGS.read.text);
  store.getState().goTo("steer");
  await settle();
  expect(store.getState().steer.status).toBe("done");
  store.getState().goTo("dosage");
  await settle();
  expect(store.getState().dosage.status).toBe("done");
  controllers.dispose();
  store.getState().applySituation("rent");
  await settle();
  expect(store.getState().dosage.spec?.situation?.id).toBe("fire");
});

it("does not start by itself where the device is too small", async () => {
  const store = createAppStore({ ...DEFAULT_SETTINGS, start: true });
  const client = createFakeClient();
  client.auto = true;
  startControllers(store, client, BASE, none, (summary) => summary === null);
  await settle();
  expect(store.getState().model.kind).toBe("idle");
});
