import { describe, expect, it } from "vitest";
import type { ModelSummary } from "../../worker/contract.ts";
import { chipState, downloadSecondsLeft, whereItRuns } from "./chip.ts";
import { memoryShortage, shortageMessage } from "./memory.ts";

const summary: ModelSummary = {
  id: "m",
  name: "M",
  licence: "Apache-2.0",
  bytes: 98_000_000,
  cachedBytes: 0,
  memoryBytes: 1_100_000_000,
  ref: { kind: "catalogue", id: "smollm2-135m-instruct" },
  family: "llama",
  layers: 30,
  verdict: "fits",
  vectors: "shipped",
};

describe("chipState", () => {
  it("names the size before loading, and what is kept already", () => {
    const idle = { kind: "idle" } as const;
    expect(chipState(idle, summary, false, 0)).toEqual({
      kind: "idle",
      bytes: 98_000_000,
      cached: false,
    });
    const kept = { ...summary, cachedBytes: summary.bytes };
    expect(chipState(idle, kept, false, 0)).toMatchObject({ cached: true });
    expect(chipState(idle, null, false, 0)).toEqual({ kind: "idle", bytes: null, cached: false });
  });

  it("says whether another try can help", () => {
    const failed = (kind: "no-simd" | "offline") =>
      chipState({ kind: "failed", failure: { kind, message: "why" } }, summary, false, 0);
    expect(failed("no-simd")).toEqual({ kind: "failed", message: "why", retry: false });
    expect(failed("offline")).toMatchObject({ retry: true });
    const failure = { kind: "corrupt-model", message: "why" } as const;
    const own = chipState({ kind: "failed", failure }, summary, false, 0, true);
    expect(own).toMatchObject({ retry: false });
  });

  it("forecasts from the download's rate", () => {
    const progress = { phase: "download", done: 25, total: 100, cached: false } as const;
    const loading = { kind: "loading", progress, startedAt: 1000 } as const;
    expect(chipState(loading, summary, false, 3000)).toMatchObject({
      phase: "download",
      secondsLeft: 6,
    });
  });

  it("forecasts nothing too early, from storage, or of other phases", () => {
    const progress = { phase: "download", done: 25, total: 100, cached: false } as const;
    expect(downloadSecondsLeft(progress, 100)).toBeNull();
    expect(downloadSecondsLeft({ ...progress, cached: true }, 3000)).toBeNull();
    expect(downloadSecondsLeft({ ...progress, phase: "unpack" }, 3000)).toBeNull();
    expect(downloadSecondsLeft({ ...progress, done: 0 }, 3000)).toBeNull();
  });
});

describe("whereItRuns", () => {
  it("names backend and what counts on it", () => {
    expect(whereItRuns({ backend: "wasm", precision: "fp32", threads: 1 })).toBe(
      "WebAssembly · 1 thread",
    );
    expect(whereItRuns({ backend: "webgpu", precision: "fp16", threads: 1 })).toBe("WebGPU · fp16");
  });
});

describe("memoryShortage", () => {
  it("warns where a page gets too little, and only where the device is known", () => {
    expect(memoryShortage(1.2e9, 2)).toEqual({ needed: 1.2e9, device: 2 * 2 ** 30 });
    expect(memoryShortage(1.2e9, 4)).toBeNull();
    expect(memoryShortage(1.2e9, undefined)).toBeNull();
    expect(memoryShortage(undefined, 2)).toBeNull();
    expect(shortageMessage({ needed: 1.2e9, device: 2 * 2 ** 30 })).toContain("1.2 GB");
  });
});
