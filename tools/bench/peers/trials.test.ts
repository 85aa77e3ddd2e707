import { describe, expect, it } from "vitest";
import { CONTESTANTS, contestant } from "./contestants.ts";
import type { PeerResult } from "./run.ts";
import { SETTINGS, setting } from "./settings.ts";
import { bestSetting, type Trial } from "./trials.ts";
import { trialsSection } from "./trials-section.ts";

const trial = (name: string, prefill: number, step: number): Trial => ({
  setting: name,
  result: { prefill, step },
});
const failed: Trial = { setting: "broken", result: { failed: "no such cache\n  at load" } };
const result = (id: string, taken: string, trials: readonly Trial[]): PeerResult => ({
  entry: contestant(id),
  setting: taken,
  trials,
  loadMs: 1,
  peak: null,
  fidelity: null,
  rounds: [],
});

describe("bestSetting", () => {
  it("takes the least product of both times, so that each counts alike", () => {
    const quickPrefill = trial("prefill", 400, 30);
    const quickDecode = trial("decode", 800, 14);
    expect(bestSetting([[trial("defaults", 800, 30), quickPrefill, quickDecode]])).toBe("decode");
    expect(bestSetting([[quickPrefill, trial("decode", 800, 16)]])).toBe("prefill");
  });

  it("is not misled by one form at which the machine was busy", () => {
    const usual = [trial("good", 100, 10), trial("bad", 150, 15)];
    expect(bestSetting([usual, [trial("good", 900, 90), trial("bad", 150, 15)], usual])).toBe(
      "good",
    );
  });

  it("wants a setting that runs with every form, and says why where there is none", () => {
    expect(bestSetting([[failed, trial("slow", 9000, 900)]])).toBe("slow");
    const quick = trial("broken", 1, 1);
    expect(
      bestSetting([
        [quick, trial("slow", 9, 9)],
        [failed, trial("slow", 9, 9)],
      ]),
    ).toBe("slow");
    expect(bestSetting([[failed], [quick]])).toBe("broken");
    expect(() => bestSetting([[failed]])).toThrow("no such cache");
    expect(() => bestSetting([])).toThrow("no setting was tried");
  });
});

describe("the settings", () => {
  it("have names of their own, begin with the defaults, and are found by name", () => {
    for (const entry of CONTESTANTS) {
      const names = SETTINGS[entry.engine].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(setting(entry, name).name).toBe(name);
      expect(() => setting(entry, "turbo")).toThrow(RangeError);
    }
    const [byWllama] = SETTINGS.wllama;
    expect(byWllama).toEqual({ name: "defaults" });
  });
});

describe("trialsSection", () => {
  const section = trialsSection([
    result("ours", "as the page runs it", []),
    result("wllama-q8_0", "defaults", [trial("defaults", 640, 40), failed]),
    result("wllama-q4_0", "other", [trial("defaults", 640, 50), trial("other", 320, 40)]),
    result("transformers-q8", "defaults", [trial("defaults", 256, 20)]),
  ]);

  it("tells each setting's figures for each form, the one that was taken in bold", () => {
    expect(section).toContain("| wllama | Q8_0 | Q4_0 |");
    expect(section).toContain("| defaults | **200 / 25.0** | 200 / 20.0 |");
    expect(section).toContain("| other | not tried | **400 / 25.0** |");
    expect(section).toContain(
      "| transformers.js | q8 |\n| --- | --- |\n| defaults | **500 / 50.0** |",
    );
  });

  it("names what does not run, with the message", () => {
    expect(section).toContain("| broken | does not run | not tried |");
    expect(section).toContain("- wllama, Q8_0, broken: no such cache");
    expect(section).not.toContain("at load");
    expect(trialsSection([result("ours", "as the page runs it", [])])).toBe("");
  });
});
