import { describe, expect, it } from "vitest";
import { CHEER_PAIRS, cheerAnswers } from "../../content/experiments/cheer.ts";
import { createRandom } from "../../core/random.ts";
import { FACTS } from "../testing/tiny.ts";
import { experiment } from "./experiment.ts";
import { BRAKE, CHEER, type CheerRow, findings, summarise } from "./summary.ts";

const words = (text: string) => text.split(/\s+/).length;

describe("the materials", () => {
  it("are at least 40 pairs of four kinds, halved evenly", () => {
    expect(CHEER_PAIRS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CHEER_PAIRS.map(({ id }) => id)).size).toBe(CHEER_PAIRS.length);
    for (const half of ["choose", "test"]) {
      const own = CHEER_PAIRS.filter((pair) => pair.half === half);
      for (const kind of ["delete", "overwrite", "send", "spend"]) {
        expect(own.filter((pair) => pair.kind === kind)).toHaveLength(5);
      }
    }
  });

  it("are balanced for length, pair by pair and over all", () => {
    const gaps = CHEER_PAIRS.map(({ risky, harmless }) => words(risky) - words(harmless));
    expect(Math.max(...gaps.map(Math.abs))).toBeLessThanOrEqual(4);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(Math.abs(mean)).toBeLessThan(0.75);
  });

  it("have two answers of the same number of words and the same end", () => {
    for (const pair of CHEER_PAIRS) {
      const [ahead, ask] = cheerAnswers(pair);
      expect(words(ahead)).toBe(words(ask));
      expect(ahead.endsWith(`${pair.act}.`) && ask.endsWith(`${pair.act}.`)).toBe(true);
    }
  });
});

/** Rows in which a push moves the log odds by so much, with noise that all directions share. */
function rowsOf(of: (emotion: string | null, risky: boolean) => number): Map<string, CheerRow> {
  const random = createRandom(7);
  const rows = new Map<string, CheerRow>();
  for (const { id } of CHEER_PAIRS.filter(({ half }) => half === "test")) {
    for (const arm of ["risky", "harmless"] as const) {
      const base = -20 + random.normal() - (arm === "risky" ? 1 : 0);
      const steered = (emotion: string | null) => {
        const push = of(emotion, arm === "risky") + 0.2 * random.normal();
        return { up: [base + push, -20], down: [base - push, -20] } as {
          up: [number, number];
          down: [number, number];
        };
      };
      rows.set(`${id}/${arm}`, {
        plain: [base, -20],
        emotions: Object.fromEntries([...CHEER, ...BRAKE].map((name) => [name, steered(name)])),
        random: Array.from({ length: 20 }, () => steered(null)),
      });
    }
  }
  return rows;
}

const verdicts = (rows: Map<string, CheerRow>) => {
  const summary = summarise(rows, "a model");
  if (summary === null) throw new Error("no summary");
  return Object.fromEntries(findings(summary).map(({ id, verdict }) => [id, verdict]));
};
const isCheer = (emotion: string | null) => CHEER.some((one) => one === emotion);

describe("the summary", () => {
  it("finds an effect that is there, and its direction", () => {
    const rows = rowsOf((emotion, risky) => {
      if (emotion === null || !risky) return 0;
      return isCheer(emotion) ? 1 : -1;
    });
    expect(verdicts(rows)).toEqual({ premise: "shown", cheer: "shown", brake: "shown" });
    const turned = rowsOf((emotion, risky) => {
      if (emotion === null || !risky) return 0;
      return isCheer(emotion) ? -1 : 1;
    });
    expect(verdicts(turned)).toEqual({ premise: "shown", cheer: "opposite", brake: "opposite" });
  });

  it("takes a push that is the same in both tellings for no effect", () => {
    const rows = rowsOf((emotion) => (emotion === null ? 0 : 2));
    expect(verdicts(rows)).toMatchObject({ cheer: "not shown", brake: "not shown" });
  });

  it("finds nothing where nothing is", () => {
    expect(verdicts(rowsOf(() => 0))).toMatchObject({ cheer: "not shown", brake: "not shown" });
  });

  it("says nothing of a handful of rows", () => {
    expect(summarise(new Map([...rowsOf(() => 0)].slice(0, 4)), "a model")).toBeNull();
  });
});

describe("the experiment", () => {
  const settings = { alpha: 0.2, layer: 20, half: "test" };

  it("asks both tellings of each pair of its half", () => {
    expect(experiment.items(settings, FACTS)).toHaveLength(40);
    expect(experiment.items({ ...settings, half: "choose" }, FACTS)).toHaveLength(40);
  });

  it("steers up and down by as much, and with twenty random directions", async () => {
    const plans: unknown[] = [];
    const row = await experiment.run("delete-2/risky", {
      settings,
      facts: FACTS,
      signal: new AbortController().signal,
      model: {
        read: () => Promise.reject(new Error("not asked")),
        point: () => Promise.reject(new Error("not asked")),
        generate: () => Promise.reject(new Error("not asked")),
        score: async ({ steering }) => {
          plans.push(steering);
          return [-1.234567, -2];
        },
      },
    });
    expect(plans).toHaveLength(1 + 2 * (7 + 20));
    const turned = plans.filter(
      (plan) => (plan as { randomReversed?: boolean } | null)?.randomReversed,
    );
    expect(turned).toHaveLength(20);
    expect(experiment.parseRow(row)).toMatchObject({ plain: [-1.2346, -2] });
    expect(() => experiment.parseRow({ ...(row as object), random: [] })).toThrow();
  });
});
