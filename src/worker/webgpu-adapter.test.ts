import { describe, expect, it } from "vitest";
import { type Gpu, probeWebgpu, requireWebgpu } from "./webgpu-adapter.ts";

const gpu = (info: object, ...features: string[]): Gpu => ({
  requestAdapter: async () => ({ features: new Set(features), info }),
});

describe("probeWebgpu", () => {
  it("names the adapter and what it can", async () => {
    expect(await probeWebgpu(gpu({ vendor: "apple", architecture: "m" }, "shader-f16"))).toEqual({
      available: true,
      reason: null,
      f16: true,
      adapter: "apple m",
      software: false,
    });
  });

  it("knows a software adapter by its flag and by its name", async () => {
    expect(await probeWebgpu(gpu({ isFallbackAdapter: true }))).toMatchObject({ software: true });
    const named = gpu({ vendor: "google", architecture: "swiftshader" });
    expect(await probeWebgpu(named)).toMatchObject({ software: true, f16: false });
  });

  it.each<[string, Gpu | undefined, RegExp]>([
    ["no WebGPU", undefined, /no WebGPU/],
    ["no adapter", { requestAdapter: async () => null }, /no graphics processor/],
    [
      "an adapter that is refused",
      { requestAdapter: () => Promise.reject(new Error()) },
      /no graph/,
    ],
  ])("says why there is none: %s", async (_, found, why) => {
    expect(await probeWebgpu(found)).toMatchObject({
      available: false,
      reason: expect.stringMatching(why),
    });
    await expect(requireWebgpu(found)).rejects.toMatchObject({ kind: "unsupported-model" });
  });
});
