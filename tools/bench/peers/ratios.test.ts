import { describe, expect, it } from "vitest";
import { contestant } from "./contestants.ts";
import type { PeerRound } from "./contract.ts";
import { fastest, rate, ratios } from "./ratios.ts";
import type { PeerResult } from "./run.ts";
import { peerSection } from "./section.ts";

const round = (ms: number): PeerRound => ({
  prefill: { 128: ms, 512: 4 * ms },
  decode: { 128: ms / 10, 512: ms / 5 },
});
const result = (id: string, times: readonly number[], divergence = 0): PeerResult => ({
  entry: contestant(id),
  setting: "defaults",
  trials: [],
  loadMs: 1000,
  peak: 900,
  fidelity: { divergence, agreement: 1, positions: 512, lowerBound: false },
  rounds: times.map(round),
});
const ours = result("ours", [100, 200, 100]);
const slow = result("wllama-q4_1", [500, 1000, 400], 0.002);
const quick = result("wllama-q8_0", [300, 500, 250], 0.01);
const other = result("transformers-fp32", [150, 350, 150]);

describe("ratios", () => {
  it("pairs the rounds of the same number", () => {
    const { median, low, high } = ratios(ours, slow, "prefill", 128);
    expect([median, low, high]).toEqual([5, 4, 5]);
    expect(rate(round(128), "prefill", 128)).toBe(1000);
    expect(rate(round(100), "decode", 128)).toBe(100);
  });

  it("finds the fastest form of an engine", () => {
    const all = [ours, slow, quick, other];
    expect(fastest(all, ["wllama"], "prefill", 512)).toBe(quick);
    expect(fastest(all, ["wllama", "transformers.js"], "decode", 128)).toBe(other);
    expect(fastest([ours], ["wllama"], "decode", 128)).toBeUndefined();
  });
});

describe("peerSection", () => {
  const limits = { bandwidth: 28, arithmetic: 40 };

  it("says for each goal whether it is reached, by the fastest form of each peer", () => {
    const text = peerSection({ results: [ours, slow, quick, other], missing: [] }, limits);
    expect(text).toContain(
      "| prefill of 128 tokens ≥ 4 × wllama | 2.5 (2.5 – 3.0), against Q8_0 | missed |",
    );
    expect(text).toContain(
      "prefill of 128 tokens ≥ 2 × transformers.js | 1.5 (1.5 – 1.8), against fp32 | missed |",
    );
    expect(text).toContain("| KL ≤ 1e-6 | < 1e-9 | met |");
    expect(text).toContain("| wllama, Q4_1 | 5.0 (4.0 – 5.0) |");
    expect(text).toContain("over 512 positions");
    expect(text).toContain("**web-llm** runs on WebGPU\n  alone and is not comparable");
  });

  it("tells whether a missed goal lies beyond the machine, and how an exact form does", () => {
    const rounded = result("transformers-q8", [60, 120, 60], 0.5);
    const text = peerSection({ results: [ours, other, rounded], missing: [] }, limits);
    expect(text).toContain(
      "The goal would take 4267 tokens a second; at this machine's limit exact",
    );
    expect(text).toContain("Against transformers.js, fp32, as exact as ours, we are 1.5 times");
    expect(text).not.toContain("Against transformers.js, q8, as exact");
  });

  it("does not call a goal met where the peer did not run", () => {
    const missing = [{ entry: contestant("wllama-q4_1"), because: "it is not installed" }];
    const text = peerSection({ results: [ours], missing }, limits);
    expect(text).toContain("| prefill of 128 tokens ≥ 4 × wllama | | not measured |");
    expect(text).toContain("wllama, Q4_1: it is not installed");
  });
});
