import { describe, expect, it } from "vitest";
import { createAppStore } from "../store.ts";
import { createFakeClient, FAKE_MANIFEST, FAKE_MODEL, ticks } from "../testing/fake-client.ts";
import { createBuildController } from "./build-controller.ts";
import { createReadController } from "./read-controller.ts";

const STORIES = async () => [{ writer: "W0", lines: "{}" }];
const BARE = { ...FAKE_MODEL, vectors: null, vectorsSha256: null };

function setUp() {
  const store = createAppStore();
  const client = createFakeClient();
  store.getState().setModel({ kind: "ready", model: BARE });
  return { store, client, build: createBuildController(store, client, STORIES) };
}

describe("building vectors", () => {
  it("ends with a model that reads the text that waited", async () => {
    const { store, client, build } = setUp();
    client.auto = true;
    const reader = createReadController(store, client);
    await ticks();
    expect(client.reads).toHaveLength(0);
    await build.start();
    await ticks();
    expect(store.getState().build).toMatchObject({ kind: "done", built: { accuracy: 0.9 } });
    expect(store.getState().manifest).toBe(FAKE_MANIFEST);
    expect(client.reads).toHaveLength(1);
    reader.dispose();
  });

  it("can be stopped and goes on; a failure is kept in words", async () => {
    const { store, client, build } = setUp();
    const whole = client.buildVectors;
    client.buildVectors = (_stories, onProgress, signal) =>
      new Promise((_, reject) => {
        onProgress({ step: "Reading", done: 0.2, total: 1, secondsLeft: 9 });
        signal?.addEventListener("abort", () => reject({ kind: "cancelled", message: "" }));
      });
    void build.start();
    await ticks();
    expect(store.getState().build).toMatchObject({ progress: { done: 0.2, secondsLeft: 9 } });
    build.stop();
    await ticks();
    expect(store.getState().build).toEqual({ kind: "stopped" });
    client.buildVectors = () => Promise.reject({ kind: "bad-input", message: "why" });
    await build.start();
    expect(store.getState().build).toEqual({
      kind: "failed",
      failure: { kind: "bad-input", message: "why" },
    });
    client.buildVectors = whole;
    await build.start();
    expect(store.getState().build.kind).toBe("done");
  });

  it("gives nothing to a model that was chosen meanwhile", async () => {
    const { store, client, build } = setUp();
    let finish: () => void = () => undefined;
    client.buildVectors = () =>
      new Promise((resolve) => {
        finish = () => resolve({ vectors: FAKE_MANIFEST, accuracy: 0.9, chance: 0.04 });
      });
    void build.start();
    await ticks();
    store.getState().setModel({ kind: "idle" });
    store.getState().setModel({ kind: "ready", model: BARE });
    finish();
    await ticks();
    expect(store.getState().manifest).toBeNull();
    expect(store.getState().build.kind).toBe("stopped");
  });
});
