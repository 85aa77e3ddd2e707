import { describe, expect, it } from "vitest";
import type { ModelSummary } from "../worker/contract.ts";
import { modelLayers, steerWithin } from "./layers.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { shownLayer } from "./specs.ts";
import { createAppStore } from "./store.ts";
import { createFakeClient, FAKE_MANIFEST, FAKE_MODEL } from "./testing/fake-client.ts";

const withModel = (model: string) => createAppStore({ ...DEFAULT_SETTINGS, model });

describe("the layers of a model", () => {
  it("come from the catalogue, then from its summary, the model itself, its vectors", async () => {
    const store = withModel("gemma-3-270m");
    expect(modelLayers(store.getState())).toBe(18);
    expect(modelLayers(withModel("hf:someone/tiny/model.gguf").getState())).toBeNull();
    const ref = { kind: "url", url: "https://example.org/model.gguf" } as const;
    const summary: ModelSummary = await createFakeClient().inspect({
      model: ref,
      site: "https://example.org/",
      hub: null,
    });
    store.getState().setSummary({ ...summary, layers: 7 });
    expect(modelLayers(store.getState())).toBe(7);
    const model = { ...FAKE_MODEL, layers: 5, vectors: null, vectorsSha256: null };
    store.getState().setModel({ kind: "ready", model });
    expect(modelLayers(store.getState())).toBe(5);
    store.getState().setManifest(FAKE_MANIFEST);
    expect(modelLayers(store.getState())).toBe(FAKE_MANIFEST.points - 1);
  });

  it("bound the layer that is read", () => {
    expect(shownLayer(30, "text", FAKE_MANIFEST)).toBe(2);
    expect(shownLayer(null, "reply", FAKE_MANIFEST)).toBe(1);
    expect(shownLayer(30, "text", null, 18)).toBe(18);
    expect(shownLayer(null, "text", null, 18)).toBe(18);
    expect(shownLayer(30, "text", null)).toBe(30);
  });

  it("bound the layer that is steered, and nothing else", () => {
    const { steer } = DEFAULT_SETTINGS;
    expect(steerWithin(steer, null)).toBe(steer);
    expect(steerWithin(steer, 18)).toBe(steer);
    expect(steerWithin(steer, 17)).toEqual({ ...steer, layer: 17 });
  });
});
