import { beforeAll, describe, expect, it } from "vitest";
import { LADDERS, NUMBERS, SENTENCE_PAIRS } from "../../content/experiments/severity.ts";
import { fillTemplate } from "../../content/template.ts";
import { emotionIndex, isEmotion } from "../../core/emotions.ts";
import { createRandom } from "../../core/random.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type { ExperimentModel, Finding } from "../contract.ts";
import { FACTS, NO_MODEL } from "../testing/tiny.ts";
import { experiment } from "./experiment.ts";
import { layersRead } from "./rows.ts";
import type { SeveritySummary } from "./summary.ts";

const words = (text: string) => text.split(/\s+/).length;
const numbers = (text: string) => text.match(/\d+/g) ?? [];
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the materials", () => {
  it("are at least 24 pairs, half for choosing and half for testing", () => {
    expect(SENTENCE_PAIRS.length).toBeGreaterThanOrEqual(24);
    const choosing = SENTENCE_PAIRS.filter(({ half }) => half === "choose");
    expect(choosing).toHaveLength(SENTENCE_PAIRS.length / 2);
    const texts = SENTENCE_PAIRS.flatMap(({ danger, harmless }) => [danger, harmless]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("hold the same numbers, and are matched in words and characters, pair by pair and by half", () => {
    for (const { danger, harmless } of SENTENCE_PAIRS) {
      expect(numbers(danger)).toEqual(numbers(harmless));
      expect(numbers(danger).length).toBeGreaterThan(0);
      expect(Math.abs(words(danger) - words(harmless))).toBeLessThanOrEqual(2);
      expect(Math.abs(danger.length - harmless.length)).toBeLessThanOrEqual(12);
    }
    for (const half of ["choose", "test"]) {
      const own = SENTENCE_PAIRS.filter((pair) => pair.half === half);
      const gap = mean(own.map(({ danger, harmless }) => words(danger) - words(harmless)));
      const longer = mean(own.map(({ danger, harmless }) => danger.length - harmless.length));
      expect(Math.abs(gap)).toBeLessThan(0.5);
      expect(Math.abs(longer)).toBeLessThan(1);
    }
  });

  it("name no emotion", () => {
    for (const { danger, harmless } of SENTENCE_PAIRS) {
      const found = `${danger} ${harmless}`.toLowerCase().match(/[a-z-]+/g) ?? [];
      expect(found.filter(isEmotion)).toEqual([]);
    }
  });

  it("have five ladders or more of five rungs or more, all expecting afraid to climb", () => {
    expect(LADDERS.length).toBeGreaterThanOrEqual(5);
    for (const { doses, expected, control } of LADDERS) {
      expect(doses.length).toBeGreaterThanOrEqual(5);
      expect(control).toContain("{X}");
      expect(expected).toContainEqual({ emotion: "afraid", direction: "up" });
    }
    expect(NUMBERS).toHaveLength(6);
  });
});

/** A model that reads afraid as `level` says of a sentence, and noise in all other columns. */
function modelOf(level: (sentence: string) => number): ExperimentModel {
  const random = createRandom(5);
  return {
    ...NO_MODEL,
    point: async ({ prompt }) => {
      const sentence = prompt.kind === "text" ? prompt.text : (prompt.messages[0]?.content ?? "");
      const z = Float32Array.from({ length: (FACTS.layers + 1) * COLUMNS }, () => random.normal());
      for (let layer = 0; layer <= FACTS.layers; layer++) {
        const at = layer * COLUMNS + emotionIndex("afraid");
        z[at] = 0.3 * (z[at] ?? 0) + level(sentence);
      }
      return { z, tokens: 9 };
    },
  };
}

async function rowsOf(level: (sentence: string) => number): Promise<Map<string, unknown>> {
  const signal = new AbortController().signal;
  const rows = new Map<string, unknown>();
  const context = { settings: {}, facts: FACTS, model: modelOf(level), signal };
  for (const id of experiment.items({}, FACTS)) {
    rows.set(id, experiment.parseRow(await experiment.run(id, context)));
  }
  return rows;
}

function outcome(rows: ReadonlyMap<string, unknown>) {
  const results = experiment.results(rows, {}, FACTS);
  if (results === null) throw new Error("no results");
  const of = new Map(results.findings.map((finding) => [finding.id, finding]));
  return { of: (id: string) => of.get(id) as Finding, ...results };
}

/** Rungs of ladders, and which sentences are dangers. */
const dangers = new Set(SENTENCE_PAIRS.map(({ danger }) => danger));
const rungs = new Map(
  LADDERS.flatMap(({ template, doses }) =>
    doses.map((dose, rung) => [fillTemplate(template, dose), rung] as const),
  ),
);
/** Numbers move afraid in templates and controls alike. */
const counts = new Map(
  NUMBERS.flatMap(({ template, control, doses }) =>
    [template, control].flatMap((text) =>
      doses.map((dose, rank) => [fillTemplate(text, dose), rank] as const),
    ),
  ),
);

describe("the summary", () => {
  let grave: Map<string, unknown>;
  let nothing: Map<string, unknown>;
  beforeAll(async () => {
    grave = await rowsOf((text) =>
      dangers.has(text) ? 2 : (rungs.get(text) ?? counts.get(text) ?? 0),
    );
    nothing = await rowsOf(() => 0);
  });

  it("finds danger that is there, and does not take the numbers' own curve for meaning", () => {
    const { of, summary } = outcome(grave);
    for (const place of ["text", "reply"]) {
      expect(of(`pairs-${place}`)).toMatchObject({ verdict: "shown" });
      expect(of(`pairs-${place}`).estimate.value).toBeGreaterThan(1.5);
      expect(of(`calm-${place}`).verdict).toBe("not shown");
      expect(of(`ladders-${place}`).verdict).toBe("shown");
      expect(of(`numbers-${place}`).verdict).toBe("not shown");
    }
    const numeric = (summary as SeveritySummary).views[0]?.numbers?.curves ?? [];
    const afraid = numeric.filter(
      ({ emotion, direction }) => emotion === "afraid" && direction === "up",
    );
    expect(afraid.length).toBeGreaterThan(0);
    for (const { follows, survives } of afraid) expect([follows, survives]).toEqual([true, false]);
  });

  it("finds nothing where nothing is", () => {
    for (const { verdict } of outcome(nothing).findings) expect(verdict).toBe("not shown");
  });

  it("says opposite where harmless twins read higher", async () => {
    const harmless = new Set(SENTENCE_PAIRS.map((pair) => pair.harmless));
    const turned = await rowsOf((text) => (harmless.has(text) ? 2 : -(rungs.get(text) ?? 0)));
    expect(outcome(turned).of("pairs-text").verdict).toBe("opposite");
    expect(outcome(turned).of("ladders-reply").verdict).toBe("opposite");
  });

  it("chooses its layer on the choosing half alone", () => {
    const testing = SENTENCE_PAIRS.filter(({ half }) => half === "test");
    const layers = (rows: ReadonlyMap<string, unknown>) =>
      (outcome(rows).summary as SeveritySummary).views.map(({ layer }) => layer);
    const swapped = new Map(grave);
    for (const { id } of testing) swapped.set(id, nothing.get(id));
    expect(layers(swapped)).toEqual(layers(grave));
    expect(layersRead(FACTS.layers)).toEqual(expect.arrayContaining(layers(grave)));
  });

  it("needs six pairs of each half, and does without ladders", () => {
    const pairs = [...grave].filter(([id]) => id.startsWith("pair-"));
    expect(experiment.results(new Map(pairs.slice(0, 11)), {}, FACTS)).toBeNull();
    const { findings, table } = outcome(new Map(pairs.slice(0, 12)));
    expect(findings.map(({ id }) => id)).toEqual([
      "pairs-text",
      "calm-text",
      "pairs-reply",
      "calm-reply",
    ]);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("refuses damaged rows", () => {
    const pair = structuredClone(grave.get("pair-1")) as {
      text: { danger: number[][]; random: number[][] };
    };
    const refused = (change: (row: typeof pair) => unknown) => {
      const row = structuredClone(pair);
      const changed = change(row);
      expect(() => experiment.parseRow(changed)).toThrow();
    };
    refused((row) => ({ ...row, kind: "other" }));
    refused((row) => ({ ...row, reply: undefined }));
    refused((row) => {
      row.text.random.pop();
      return row;
    });
    refused((row) => {
      row.text.danger[0]?.pop();
      return row;
    });
    refused((row) =>
      JSON.parse(JSON.stringify(row).replace(/"danger":\[\[[^,]+,/, '"danger":[["1",')),
    );
    expect(experiment.parseRow(pair)).toEqual(pair);
  });
});

describe("a run", () => {
  it("reads each sentence over its text and before its reply, with the vectors of each", async () => {
    const asked: unknown[] = [];
    const model = modelOf(() => 0);
    await experiment.run("fire/control", {
      settings: {},
      facts: FACTS,
      signal: new AbortController().signal,
      model: {
        ...model,
        point: (request) => {
          asked.push([request.prompt.kind, request.set, request.at]);
          return model.point(request);
        },
      },
    });
    const [doses] = LADDERS.filter(({ id }) => id === "fire").map((one) => one.doses.length);
    expect(asked).toHaveLength(2 * (doses ?? 0));
    expect(asked[0]).toEqual(["text", "text", "mean"]);
    expect(asked.at(-1)).toEqual(["chat", "reply", "last"]);
  });
});
