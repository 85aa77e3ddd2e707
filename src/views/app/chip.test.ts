import { describe, expect, it } from "vitest";
import type { ModelSummary } from "../../worker/contract.ts";
import { chipState, whereItRuns } from "./chip.ts";
import { downloadRate, downloadSecondsLeft } from "./download-rate.ts";

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

  it("names the server that a link names, and offers no load", () => {
    const asking = { kind: "asking", host: "example.org" } as const;
    expect(chipState(asking, null, false, 0)).toEqual(asking);
  });

  it("forecasts from the download's rate", () => {
    const progress = {
      phase: "download",
      done: 25,
      total: 100,
      cached: false,
      fetched: 25,
    } as const;
    const loading = { kind: "loading", progress, startedAt: 1000, networkSince: 1000 } as const;
    expect(chipState(loading, summary, false, 3000)).toMatchObject({
      phase: "download",
      secondsLeft: 6,
    });
  });
});

describe("the rate of a download", () => {
  const progress = {
    phase: "download",
    done: 85e6,
    total: 100e6,
    cached: false,
    fetched: 5e6,
  } as const;
  const loading = { kind: "loading", progress, startedAt: 0, networkSince: 4000 } as const;

  it("counts neither what was kept from before nor the time of reading that", () => {
    // 5 MB in 2 s, after 80 MB that lay here.
    expect(downloadRate(loading, 6000)).toBe(2500);
    expect(downloadSecondsLeft(loading, 6000)).toBeCloseTo(6);
  });

  it("is not told too early, from storage alone, or of other phases", () => {
    const rate = (change: object, now = 9000) =>
      downloadRate({ ...loading, progress: { ...progress, ...change } }, now);
    expect(rate({})).not.toBeNull();
    expect(rate({}, 4100)).toBeNull();
    expect(rate({ fetched: 0, cached: true })).toBeNull();
    expect(rate({ phase: "unpack" })).toBeNull();
    expect(downloadSecondsLeft({ ...loading, progress: null }, 9000)).toBeNull();
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
