import { expect, it } from "vitest";
import { DEFAULT_MODEL } from "../../content/models.ts";
import { recordings } from "../recorded/list.ts";
import { recordRead } from "../recorded/record.ts";
import { createAppStore } from "../store.ts";
import { createFakeClient, FAKE_MANIFEST, FAKE_MODEL } from "../testing/fake-client.ts";
import { createRecordedController } from "./recorded-controller.ts";

const engine = createFakeClient();
engine.auto = true;

async function recording() {
  const { settings } = recordings(DEFAULT_MODEL)[0] ?? {};
  if (settings === undefined) throw new Error("none");
  const context = { engine, model: FAKE_MODEL, date: "2026-11-25T03:00:00.000Z", machine: "test" };
  return recordRead(context, "tests-fail", settings);
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

it("shows a recorded run until the text is another one or a model runs", async () => {
  const run = await recording();
  const store = createAppStore();
  const library = (_model: string, page: string, id: string) =>
    Promise.resolve(page === "read" && id === "tests-fail" ? run : null);
  createRecordedController(store, library, () => Promise.resolve(FAKE_MANIFEST));
  await settle();
  const read = () => store.getState().read.run;
  expect(read()?.recorded?.model).toBe("SmolLM2-135M-Instruct");
  expect(store.getState().manifest).toEqual(FAKE_MANIFEST);
  store.getState().editRead({ direction: "happy-sad", layer: 2 });
  await settle();
  expect(read()?.recorded).not.toBeNull();
  store.getState().editRead({ text: "My own" });
  await settle();
  expect(read()).toBeNull();
  store.getState().applyExample("tests-fail");
  await settle();
  expect(read()?.recorded).not.toBeNull();
});

it("shows the runs of the model that is chosen, with its own vectors", async () => {
  const other = "gemma-3-270m";
  const gemma = { ...FAKE_MANIFEST, model: other, binSha256: "d".repeat(64) };
  const run = await recording();
  const asked: string[] = [];
  const store = createAppStore();
  createRecordedController(
    store,
    (model) => {
      asked.push(model);
      const own = { ...run, model, modelName: "Gemma", vectorsSha256: gemma.binSha256 };
      return Promise.resolve(model === other ? own : run);
    },
    (model) => Promise.resolve(model === other ? gemma : FAKE_MANIFEST),
  );
  await settle();
  // The former model's manifest is still there when the new one's run is looked for.
  store.getState().edit({ model: other });
  await settle();
  expect(asked).toEqual([DEFAULT_MODEL, other]);
  expect(store.getState().read.run?.recorded?.model).toBe("Gemma");
  expect(store.getState().manifest).toBe(gemma);
  // A model of which nothing is recorded has nothing to show.
  store.getState().edit({ model: "qwen3-0.6b" });
  await settle();
  expect(store.getState().read.run).toBeNull();
});

it("shows nothing of other vectors", async () => {
  const run = { ...(await recording()), vectorsSha256: "c".repeat(64) };
  const store = createAppStore();
  createRecordedController(
    store,
    () => Promise.resolve(run),
    () => Promise.resolve(FAKE_MANIFEST),
  );
  await settle();
  expect(store.getState().read.run).toBeNull();
});

it("leaves a live run on screen when its model dies", async () => {
  const run = await recording();
  const store = createAppStore();
  store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
  createRecordedController(
    store,
    () => Promise.resolve(run),
    () => Promise.resolve(FAKE_MANIFEST),
  );
  store.getState().setModel({ kind: "failed", failure: { kind: "worker-died", message: "" } });
  await settle();
  expect(store.getState().read.run).toBeNull();
});
