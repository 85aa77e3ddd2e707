import { describe, expect, it, vi } from "vitest";
import type { ModelSummary } from "../worker/contract.ts";
import { recordings } from "./recorded/list.ts";
import { recordRead } from "./recorded/record.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { startControllers } from "./start.ts";
import { createAppStore } from "./store.ts";
import { createFakeClient, FAKE_MANIFEST, FAKE_MODEL } from "./testing/fake-client.ts";

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

it("fetches nothing from another site on a link's word alone", async () => {
  const start = async (model: string, patch: Partial<ModelSummary> | null) => {
    const store = createAppStore({ ...DEFAULT_SETTINGS, model, start: true });
    const client = createFakeClient();
    const inspect = client.inspect;
    client.inspect = async (request) => {
      if (patch === null) throw { kind: "offline", message: "" };
      return { ...(await inspect(request)), ...patch };
    };
    const load = vi.spyOn(client, "load");
    startControllers(store, client, BASE, none).dispose();
    await settle();
    return load.mock.calls.length;
  };
  const whole = { bytes: 100, cachedBytes: 100 };
  for (const model of ["hf:someone/tiny/model.gguf", "https://example.org/model.gguf"]) {
    // Not known how long, not answered, or said to be kept already: none of them starts.
    for (const patch of [{ bytes: 0, cachedBytes: 0 }, null, whole, {}]) {
      expect(await start(model, patch)).toBe(0);
    }
  }
  expect(await start("gemma-3-270m-it", {})).toBe(0);
  expect(await start("gemma-3-270m-it", null)).toBe(0);
  expect(await start("gemma-3-270m-it", whole)).toBe(1);
  expect(await start("smollm2-135m-instruct", null)).toBe(1);
  expect(await start(`kept:${"a".repeat(64)}`, null)).toBe(0);
  expect(await start(`kept:${"a".repeat(64)}`, whole)).toBe(1);
});

describe("a link that is opened inside the page", () => {
  const KEPT = `kept:${"a".repeat(64)}`;

  /** Follows a link with start=1 while the page shows another model. */
  async function follow(link: Partial<Settings>, patch: Partial<ModelSummary>) {
    const store = createAppStore({ ...DEFAULT_SETTINGS, model: "gemma-3-270m" });
    const client = createFakeClient();
    client.auto = true;
    const inspect = client.inspect;
    client.inspect = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { ...(await inspect(request)), ...patch };
    };
    const load = vi.spyOn(client, "load");
    const fits = (summary: ModelSummary | null) => summary?.verdict !== "tight";
    const controllers = startControllers(store, client, BASE, none, fits);
    await settle();
    expect(load).not.toHaveBeenCalled();
    store.getState().restore({ ...DEFAULT_SETTINGS, ...link, start: true }, []);
    await settle();
    controllers.dispose();
    return load.mock.calls.map(([{ model }]) => model);
  }

  it("starts once what it takes is known: the site's own, and a kept one", async () => {
    expect(await follow({}, {})).toHaveLength(1);
    expect(await follow({ model: KEPT }, { cachedBytes: 100 })).toEqual([
      { kind: "kept", key: "a".repeat(64) },
    ]);
  });

  it("does not start the site's own where memory is short", async () => {
    expect(await follow({}, { verdict: "tight" })).toEqual([]);
  });

  it("starts the second of two such links too, and nothing twice", async () => {
    const store = createAppStore({ ...DEFAULT_SETTINGS, model: KEPT, start: true });
    const client = createFakeClient();
    client.auto = true;
    const load = vi.spyOn(client, "load");
    const controllers = startControllers(store, client, BASE, none);
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    store.getState().restore({ ...DEFAULT_SETTINGS, start: true }, []);
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
    expect(load.mock.calls[1]?.[0].model).toMatchObject({ kind: "catalogue" });
    // A choice on the page loads by itself.
    await controllers.model.choose({ kind: "catalogue", id: "gemma-3-270m" });
    await settle();
    expect(load).toHaveBeenCalledTimes(3);
    controllers.dispose();
  });
});

it("shows the recorded run of the model that is chosen in place of the one that ran", async () => {
  const engine = createFakeClient();
  engine.auto = true;
  const gemma = "gemma-3-270m";
  const { settings, id } = recordings(gemma)[0] ?? {};
  if (settings === undefined || id === undefined) throw new Error("none");
  const context = { engine, model: FAKE_MODEL, date: "2026-11-25T03:00:00.000Z", machine: "test" };
  const run = await recordRead(context, id, settings);
  const store = createAppStore({ ...settings, model: DEFAULT_SETTINGS.model, start: true });
  const client = createFakeClient();
  client.auto = true;
  const running = { ...FAKE_MANIFEST, binSha256: "e".repeat(64) };
  client.load = async () => ({ ...FAKE_MODEL, vectors: running });
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(FAKE_MANIFEST)));
  const library = async (model: string) => (model === gemma ? run : null);
  const controllers = startControllers(store, client, BASE, library);
  await settle();
  expect(store.getState().read.run?.recorded).toBeNull();
  store.getState().edit({ model: gemma, start: false });
  await settle();
  expect(store.getState().read.run?.recorded).not.toBeNull();
  expect(store.getState().manifest).toEqual(FAKE_MANIFEST);
  controllers.dispose();
  vi.unstubAllGlobals();
});
