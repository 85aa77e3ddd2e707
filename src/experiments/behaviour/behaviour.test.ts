import { describe, expect, it } from "vitest";
import { EMOTIONS } from "../../core/emotions.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import type { ScoreRequest } from "../../worker/contract.ts";
import { FACTS, NO_MODEL } from "../testing/tiny.ts";
import { experiment } from "./experiment.ts";
import type { Settings } from "./fields.ts";
import { countAbove, findings, sentence, table } from "./findings.ts";
import { type Invented, inventedRows } from "./invented-rows.ts";
import { isClear, summarise } from "./summary.ts";

const SETTINGS: Settings = {
  grid: "whole",
  where: "reply",
  layer: 21,
  part: "every",
  half: "test",
};

function summaryOf(invented: Invented, settings = SETTINGS) {
  const summary = summarise(inventedRows(settings, invented), settings, "a model");
  if (summary === null) throw new Error("no summary");
  return summary;
}

const verdicts = (invented: Invented) =>
  Object.fromEntries(findings(summaryOf(invented)).map(({ id, verdict }) => [id, verdict]));

const SIGN = { own: 1, coding: 1, reasoning: -1, safety: 1 } as const;

describe("the summary", () => {
  it("finds what is there, and its direction", () => {
    const follows = (turn: number): Invented => ({
      slope: (aspect, emotion) => {
        if (aspect === "own") return 3 * turn;
        return emotion === "desperate" ? 2 * turn * SIGN[aspect] : 0;
      },
    });
    const all = (verdict: string) => ({
      own: verdict,
      coding: verdict,
      reasoning: verdict,
      safety: verdict,
    });
    expect(verdicts(follows(1))).toEqual(all("shown"));
    expect(verdicts(follows(-1))).toEqual(all("opposite"));
    expect(verdicts(follows(0))).toEqual(all("not shown"));
  });

  it("marks the cells that stand out, and gives slopes for 0.1 of α", () => {
    const { aspects } = summaryOf({
      slope: (aspect, emotion) => (aspect === "coding" && emotion === "proud" ? 4 : 0),
    });
    const coding = aspects.find(({ aspect }) => aspect === "coding");
    const clear = coding?.cells.filter(isClear) ?? [];
    expect(clear.map(({ emotion }) => emotion)).toEqual(["proud"]);
    expect(clear[0]?.effect.value).toBeCloseTo(0.4, 1);
    expect(clear[0]?.curve.map(({ alpha }) => alpha)).toEqual([-0.6, -0.3, 0, 0.3, 0.6]);
    expect(clear[0]?.corrected).toBeGreaterThan(clear[0]?.p ?? 1);
  });

  it("counts requests with the same answers as one", () => {
    const { aspects } = summaryOf({ slope: () => 4 });
    expect(aspects.map(({ items }) => items)).toEqual([12, 16, 22, 20]);
    expect(aspects.map(({ units }) => units)).toEqual([12, 16, 22, 8]);
    for (const { corrected } of aspects[3]?.cells ?? []) expect(corrected).toBeGreaterThan(0.05);
  });

  it("counts own words one by one", () => {
    const some = new Set(["afraid", "calm", "sad"]);
    const { aspects } = summaryOf({
      slope: (aspect, emotion) => (aspect === "own" && some.has(emotion) ? 4 : 0),
    });
    const own = aspects.find(({ aspect }) => aspect === "own");
    expect(own?.cells.filter(isClear).map(({ emotion }) => emotion)).toEqual([...some]);
    expect(own && countAbove(own)).toBeLessThan(8);
  });

  it("leaves strengths out at which text breaks, on that side with all beyond", () => {
    const broken: Invented = {
      slope: () => 2,
      loss: (alpha) => (alpha > 0.5 || alpha === -0.3 ? 60 : 0),
    };
    for (const { cells } of summaryOf(broken).aspects) {
      for (const { curve, effect } of cells) {
        expect(curve.map(({ coherent }) => coherent)).toEqual([false, false, true, true, false]);
        expect(effect.value).toBeCloseTo(0.2, 1);
      }
    }
    const nothing = summaryOf({ slope: () => 2, loss: () => 60 });
    expect(nothing.aspects[1]?.cells[0]?.effect.value).toBeNaN();
    expect(findings(nothing).map(({ verdict }) => verdict)).toEqual(Array(4).fill("not shown"));
    expect(JSON.stringify(table(nothing))).not.toContain("null");
  });

  it("says what it has where a part was run, and nothing of a handful of rows", () => {
    const part = { ...SETTINGS, part: "safety" };
    const summary = summaryOf({ slope: () => 0 }, part);
    expect(summary.aspects.map(({ aspect }) => aspect)).toEqual(["safety"]);
    expect(sentence(summary)).toMatch(/^In a model, those that clearly .*: safety \d+ of 24\.$/);
    const few = [...inventedRows(part, { slope: () => 0 })].slice(0, 3);
    expect(summarise(new Map(few), part, "a model")).toBeNull();
  });
});

describe("the experiment", () => {
  const asked: ScoreRequest[] = [];
  const context = (settings: Settings) => ({
    settings,
    facts: FACTS,
    signal: new AbortController().signal,
    model: {
      ...NO_MODEL,
      score: async (request: ScoreRequest) => {
        asked.push(request);
        return request.continuations.map((_, i) => -1.2345678 - i);
      },
    },
  });
  const plansOf = () => asked.flatMap(({ steering }) => (steering === null ? [] : [steering]));

  it("runs one half, or one part of it", () => {
    const count = (settings: Partial<Settings>) =>
      experiment.items({ ...SETTINGS, ...settings }, FACTS).length;
    expect(count({})).toBe(12 + 16 + 22 + 20);
    expect(count({ half: "choose" })).toBe(12 + 16 + 22 + 20);
    expect(count({ part: "own" })).toBe(12);
  });

  it("asks each item under every direction and strength, the same prompt for all", async () => {
    asked.length = 0;
    const row = await experiment.run("safety/ask-3", context({ ...SETTINGS, grid: "short" }));
    expect(experiment.parseRow(row)).toMatchObject({ kind: "choice", plain: [-1.2346, -2.2346] });
    expect(asked).toHaveLength(1 + 2 * (24 + 20));
    expect(new Set(asked.map(({ prompt }) => JSON.stringify(prompt))).size).toBe(1);
    const isRandom = ({ randomSeed }: SteeringPlan) => randomSeed !== undefined;
    const [random, own] = [plansOf().filter(isRandom), plansOf().filter((plan) => !isRandom(plan))];
    expect(new Set(own.map(({ terms }) => terms[0]?.emotion)).size).toBe(EMOTIONS.length);
    expect(new Set(random.map(({ randomSeed }) => randomSeed)).size).toBe(20);
    for (const { terms, where, layer, randomReversed } of random) {
      expect([where, layer]).toEqual(["reply", 21]);
      expect(randomReversed).toBe((terms[0]?.alpha ?? 0) < 0);
    }
    expect(() => experiment.parseRow({ ...(row as object), random: [] })).toThrow();
  });

  it("asks for every emotion's words after an opening", async () => {
    asked.length = 0;
    const row = await experiment.run("own/tea", context({ ...SETTINGS, where: "all" }));
    expect(asked[0]?.continuations).toHaveLength(48);
    expect(asked[0]?.continuations[0]).toBe(" I feel afraid");
    expect(plansOf().every(({ where }) => where === "all")).toBe(true);
    expect(experiment.parseRow(row)).toMatchObject({ kind: "own" });
  });
});
