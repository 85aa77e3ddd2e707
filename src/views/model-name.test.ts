import { describe, expect, it } from "vitest";
import { createAppStore } from "../state/store.ts";
import { FAKE_MODEL } from "../state/testing/fake-client.ts";
import { modelName, nameOfRef } from "./model-name.ts";

describe("a model's name on screen", () => {
  it.each([
    ["gemma-3-270m", "Gemma-3-270M"],
    ["not-in-the-list", "not-in-the-list"],
    ["hf:some.one/repo/deep/Model-Q8_0.gguf", "Model-Q8_0"],
    ["https://example.org/a/model.safetensors?x=1", "model"],
    [`kept:${"0f".repeat(32)}`, "Own model 0f0f0f0f"],
    ["no reference at all", "no reference at all"],
  ])("of %s is %s", (text, name) => {
    expect(nameOfRef(text)).toBe(name);
  });

  it("is its own once it is known", () => {
    const store = createAppStore();
    expect(modelName(store.getState())).toBe("SmolLM2-135M-Instruct");
    store.getState().edit({ model: "hf:some.one/repo/x.gguf" });
    expect(modelName(store.getState())).toBe("x");
    store.getState().setOwnFiles("mine.gguf");
    expect(modelName(store.getState())).toBe("mine.gguf");
    store.getState().setOwnFiles(null);
    store.getState().setModel({ kind: "ready", model: { ...FAKE_MODEL, name: "Its Own Name" } });
    expect(modelName(store.getState())).toBe("Its Own Name");
  });
});
