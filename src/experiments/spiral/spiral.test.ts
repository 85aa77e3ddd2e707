import { describe, expect, it } from "vitest";
import { climbChat, SPIRAL_TASKS } from "../../content/experiments/spiral.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type { GenerateEvent, ReadChunk, ReadStart } from "../../worker/contract.ts";
import type { ExperimentModel, ModelFacts, ModelMark } from "../contract.ts";
import { readSettings } from "../fields.ts";
import { readTurns } from "../read-turns.ts";
import { experiment } from "./experiment.ts";
import { inventedRows, type Known, NO_EFFECT } from "./invented-rows.ts";
import { KEPT_COLUMNS } from "./rows.ts";
import { writeAfter } from "./write-after.ts";

const MARK: ModelMark = {
  id: "m",
  name: "A model",
  weightsSha256: "a",
  vectorsSha256: "b",
  layers: 3,
};
const LAYERS = { layers: 3, vectors: { bestLayer: { text: 2, reply: 1 } } };
const settingsOf = (given: Record<string, string> = {}) =>
  readSettings(experiment.fields, given, LAYERS).settings;
const facts = (contextTokens: number) => ({ ...MARK, contextTokens }) as ModelFacts;

function verdicts(known: Known) {
  const results = experiment.results(inventedRows(known), settingsOf(), MARK);
  if (results === null) throw new Error("too few rows");
  return {
    ...results,
    verdicts: Object.fromEntries(results.findings.map(({ id, verdict }) => [id, verdict])),
  };
}

describe("what rows come to", () => {
  it("finds an effect that is there, with its size", () => {
    const known = { climb: 0.5, rescue: 2, loathing: 1, steering: 1.5 };
    const { verdicts: found, findings, sentence, table } = verdicts(known);
    expect(found).toEqual({
      "climb-desperate-calm": "shown",
      "slope-desperate-calm": "shown",
      "climb-self-loathing": "shown",
      "slope-self-loathing": "shown",
      "climb-hopeless": "shown",
      "slope-hopeless": "shown",
      "rescue-neutral": "shown",
      "rescue-lasts": "shown",
      // Other kind words do the same, and self-loathing rises.
      "rescue-kind": "not shown",
      "rescue-self-loathing": "opposite",
      "steering-calm": "shown",
    });
    const value = (id: string) => findings.find((one) => one.id === id)?.estimate.value;
    expect(value("climb-desperate-calm")).toBeCloseTo(4, 0);
    expect(value("slope-hopeless")).toBeCloseTo(0.5, 1);
    expect(value("rescue-neutral")).toBeCloseTo(-2, 0);
    expect(value("steering-calm")).toBeCloseTo(-1.5, 0);
    expect(sentence).toContain("eight rejections move desperate − calm before the reply by +4.");
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("shows nothing where there is nothing", () => {
    const { verdicts: found, findings } = verdicts(NO_EFFECT);
    expect(new Set(Object.values(found))).toEqual(new Set(["not shown"]));
    for (const { estimate, p } of findings) {
      expect(Math.abs(estimate.value)).toBeLessThan(0.3);
      expect(p).toBeGreaterThan(0.05);
    }
  });

  it("goes with the half that is there, and says nothing of a single task", () => {
    const all = [...inventedRows(NO_EFFECT)];
    const climbs = new Map(all.filter(([, row]) => row.kind === "climb"));
    const results = experiment.results(climbs, settingsOf(), MARK);
    expect(results?.findings.map(({ id }) => id)).not.toContain("rescue-neutral");
    expect(results?.findings).toHaveLength(6);
    const task = all[0]?.[0].split("/")[0] ?? "";
    const one = new Map(all.filter(([id]) => id.startsWith(`${task}/`)));
    expect(experiment.results(one, settingsOf(), MARK)).toBeNull();
  });
});

describe("rows from outside", () => {
  const [climb, ending, steering] = ["climb", "ending", "steering"].map((kind) =>
    [...inventedRows(NO_EFFECT).values()].find((row) => row.kind === kind),
  );

  it("are taken as they were written", () => {
    for (const row of [climb, ending, steering]) {
      expect(experiment.parseRow(JSON.parse(JSON.stringify(row)))).toEqual(row);
    }
  });

  it.each([
    ["of another kind", { ...climb, kind: "descent" }],
    ["a turn short", { ...climb, reply: (climb as { reply: unknown[] }).reply.slice(1) }],
    ["a column short", { ...ending, text: Array(5).fill([1, 2, 3]) }],
    ["with a hole", { ...ending, text: Array(5).fill(Array(24).fill(null)) }],
    ["without what was written", { kind: "steering", written: [] }],
    ["with more than belongs there", { ...climb, note: "extra" }],
    ["none", null],
  ])("are refused: %s", (_, row) => {
    expect(() => experiment.parseRow(row)).toThrow();
  });
});

describe("items and settings", () => {
  it("are ten tasks, each with both arms, four endings and steering; own words are one more", () => {
    const ids = experiment.items(settingsOf(), MARK);
    expect(ids).toHaveLength(70);
    expect(ids.slice(0, 7).map((id) => id.split("/")[1])).toEqual([
      "accepted",
      "rejected",
      "after-rejection",
      "after-neutral",
      "after-rescue",
      "after-kind",
      "steering",
    ]);
    expect(experiment.items(settingsOf({ own: "well done" }), MARK)).toHaveLength(80);
    const other = experiment.items(settingsOf({ half: "choose" }), MARK);
    expect(other.filter((id) => ids.includes(id))).toEqual([]);
  });

  it("refuse a small context and words that may not fit, and say how long they may be", () => {
    expect(experiment.fault(settingsOf(), facts(2048))).toBeNull();
    expect(experiment.fault(settingsOf({ own: "x".repeat(600) }), facts(2048))).toBeNull();
    expect(experiment.fault(settingsOf(), facts(512))).toContain("512 tokens at most");
    expect(experiment.fault(settingsOf({ own: "好".repeat(500) }), facts(2048))).toContain(
      "under 1148 bytes; now they have 1500",
    );
  });
});

/** One token a character; z tells token, point and column apart. */
function fakeModel(): ExperimentModel {
  const refuse = () => Promise.reject(new Error("not asked for"));
  return {
    point: refuse,
    score: refuse,
    async read({ prompt }, onEvent) {
      if (prompt.kind !== "chat") throw new Error("a chat is read");
      let text = "";
      const contents = prompt.messages.map(({ role, content }) => {
        text += `<${role}>`;
        const start = text.length;
        text += content;
        return { start, end: text.length };
      });
      text += "<assistant>";
      const tokens = [...text].map((_, i) => ({
        id: i,
        start: i,
        end: i + 1,
        partial: false,
        special: false,
      }));
      onEvent({ kind: "start", text, tokens, unread: 0, contents } satisfies ReadStart);
      const points = 2;
      for (let start = 0; start < tokens.length; start += 7) {
        const count = Math.min(7, tokens.length - start);
        const z = Float32Array.from({ length: count * points * COLUMNS }, (_, i) => {
          const point = Math.floor(i / COLUMNS) % points;
          const token = start + Math.floor(i / (points * COLUMNS));
          return point === 1 ? token : -1;
        });
        onEvent({ kind: "chunk", start, count, z } satisfies ReadChunk);
      }
      return { tokens: tokens.length, kept: 0, ms: 0 };
    },
    async generate({ columns }, onEvent) {
      for (const { id, steering } of columns) {
        const value = steering === null ? 0 : (steering.randomSeed ?? -1);
        const events: GenerateEvent[] = [
          { kind: "tokens", column: id, start: 0, ids: [5, 6, 5], pieces: ["a", "b", "a"] },
          {
            kind: "readings",
            column: id,
            start: 0,
            count: 3,
            z: new Float32Array(3 * 2 * COLUMNS).fill(value),
            logprobs: Float32Array.of(-1, -2, -3),
          },
        ];
        // A column that ends at once has neither.
        if (steering?.randomSeed !== 9) for (const event of events) onEvent(event);
      }
      return { promptTokens: 1, tokensPerSecond: 1, ms: 1 };
    },
  };
}

describe("reading and writing", () => {
  const signal = new AbortController().signal;
  const messages = [
    { role: "user", content: "ask" },
    { role: "assistant", content: "x" },
    { role: "user", content: "no" },
  ] as const;
  // <user>ask<assistant>x<user>no<assistant>
  const read = (set: "reply" | "text") =>
    readTurns({
      model: fakeModel(),
      messages,
      columns: KEPT_COLUMNS,
      set,
      layer: 1,
      points: 2,
      signal,
    });

  it("takes the token before each reply", async () => {
    const { rows, tokens } = await read("reply");
    expect(tokens).toBe(40);
    expect(rows.map(([first]) => first)).toEqual([19, 39]);
    expect(rows[0]).toHaveLength(KEPT_COLUMNS.length);
  });

  it("takes the mean over each user's words", async () => {
    const { rows } = await read("text");
    expect(rows.map(([first]) => first)).toEqual([7, 27.5]);
  });

  it("says in the engine's words that a chat is too long", async () => {
    const model: ExperimentModel = {
      ...fakeModel(),
      point: () => Promise.reject(new Error("Shorten the text.")),
      async read(_, onEvent) {
        onEvent({ kind: "start", text: "", tokens: [], unread: 3, contents: [] });
        return { tokens: 0, kept: 0, ms: 0 };
      },
    };
    const request = {
      ...{ model, messages, columns: KEPT_COLUMNS, signal },
      ...({ set: "text", layer: 1, points: 2 } as const),
    };
    await expect(readTurns(request)).rejects.toThrow("Shorten the text.");
  });

  it("keeps what each column wrote, and what the plain model read in it", async () => {
    const plans: (SteeringPlan | null)[] = [];
    const inner = fakeModel();
    const model: ExperimentModel = {
      ...inner,
      generate(request, onEvent) {
        plans.push(...request.columns.map(({ steering }) => steering));
        return inner.generate(request, onEvent);
      },
    };
    const messages = climbChat(SPIRAL_TASKS[0] as (typeof SPIRAL_TASKS)[number], "rejected");
    const written = await writeAfter({
      ...{ model, messages, alpha: 0.3, layer: 1, points: 2, seed: 2, signal },
    });
    expect(written.map(({ column }) => column)).toEqual([
      "plain",
      "calm",
      "random-1",
      "random-2",
      "random-3",
    ]);
    expect(written[1]).toMatchObject({ text: "aba", logprob: -2, repeated: 0.33333 });
    expect(written[1]?.reading?.[0]).toBe(-1);
    expect(plans.map((plan) => plan?.randomSeed)).toEqual([undefined, undefined, 7, 8, 9]);
    expect(written[4]).toMatchObject({ text: "", reading: null, logprob: null, repeated: null });
  });
});
