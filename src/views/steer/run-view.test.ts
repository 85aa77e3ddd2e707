import { describe, expect, it } from "vitest";
import { toCsv } from "../../charts/export.ts";
import { EMOTIONS, emotionIndex } from "../../core/emotions.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { NO_ROWS, withRows } from "../../state/rows.ts";
import { type ColumnRun, emptyColumn } from "../../state/runs.ts";
import { DEFAULT_SETTINGS } from "../../state/settings.ts";
import { FAKE_MANIFEST, FAKE_POINTS } from "../../state/testing/fake-client.ts";
import { columnCoherence, JUDGED_FROM } from "./coherence-view.ts";
import { emotionMeans, meanValue, strongestAt, tokenValues } from "./column-readings.ts";
import { runJson, runTable } from "./run-file.ts";
import { plainMeanOf, runView } from "./run-view.ts";
import type { Reader } from "./useSteer.ts";

const LAYER = 2;
const SET = FAKE_MANIFEST.sets.text;
const reader: Reader = { set: SET, layer: LAYER, layers: FAKE_POINTS - 1 };

/** Rows in which `afraid` reads the given values at LAYER, and everything else 0. */
function afraidRows(values: readonly number[]) {
  const z = new Float32Array(values.length * FAKE_POINTS * COLUMNS);
  values.forEach((value, token) => {
    z[(token * FAKE_POINTS + LAYER) * COLUMNS + emotionIndex("afraid")] = value;
  });
  return withRows(NO_ROWS, 0, values.length, z, values.length);
}

function column(
  id: ColumnRun["id"],
  values: readonly number[],
  ids: readonly number[] = values.map((_, at) => at),
): ColumnRun {
  const plan = { terms: [{ emotion: "afraid", alpha: 0.35 }], layer: 18, where: "all" } as const;
  return {
    ...emptyColumn(id, id === "plain" ? null : plan),
    ids,
    pieces: ids.map((token) => ` t${token}`),
    rows: afraidRows(values),
    inside: id === "plain" ? NO_ROWS : afraidRows(values.map(() => 9)),
    logprobs: Float32Array.from(ids, () => -1),
    end: "length",
  };
}

const options = { direction: "afraid", insideView: false, showRandom: true, reader } as const;

describe("readings of a continuation", () => {
  it("count its first token, which is no attention sink", () => {
    const rows = afraidRows([4, 2, 0]);
    expect([...tokenValues(rows, SET, "afraid", LAYER)]).toEqual([4, 3, 2]);
    expect(meanValue(rows, SET, "afraid", LAYER)).toBe(2);
    expect(meanValue(NO_ROWS, SET, "afraid", LAYER)).toBeNaN();
    expect(strongestAt(rows, SET, LAYER, 0)[0]).toEqual({ emotion: "afraid", value: 4 });
    expect(strongestAt(rows, SET, LAYER, 3)).toEqual([]);
    expect(emotionMeans(rows, SET, LAYER)).toHaveLength(EMOTIONS.length);
  });
});

describe("the run as it is shown", () => {
  const runs = [column("plain", [0, 0]), column("steered", [2, 4]), column("random", [0, 1])];

  it("puts every mean beside the others", () => {
    const view = runView(runs, options);
    expect(view.added).toBe("afraid +0.35");
    expect(view.columns.map(({ mean }) => mean)).toEqual([0, 3, 0.5]);
    expect(plainMeanOf(view, "random")).toBe(0.5);
  });

  it("shows the inside on demand, and keeps the plain model's mean", () => {
    const view = runView(runs, { ...options, insideView: true });
    expect(view.columns.map(({ mean }) => mean)).toEqual([0, 9, 9]);
    expect(view.columns.map(({ plainMean }) => plainMean)).toEqual([0, 3, 0.5]);
  });

  it("leaves the control out until it is asked for", () => {
    const view = runView(runs, { ...options, showRandom: false });
    expect(view.columns.map(({ id }) => id)).toEqual(["plain", "steered"]);
    expect(plainMeanOf(view, "random")).toBeNaN();
  });

  it("has no numbers before the vectors are known", () => {
    expect(runView(runs, { ...options, reader: null }).columns[1]?.mean).toBeNaN();
  });
});

describe("coherence of a column", () => {
  it("waits until there is enough to judge", () => {
    const short = { ...column("steered", [1, 2]), end: null };
    expect(columnCoherence(short, null).verdict).toBeNull();
    expect(columnCoherence({ ...short, end: "stop" }, null).verdict?.verdict).toBe("coherent");
  });

  it("calls a loop broken although its perplexity is low", () => {
    const loop = Array.from({ length: JUDGED_FROM }, (_, at) => at % 2);
    const values = loop.map(() => 0);
    const judged = columnCoherence(column("steered", values, loop), column("plain", values));
    expect(judged.verdict?.verdict).toBe("broken");
    expect(judged.perplexity).toBeCloseTo(Math.E);
  });
});

describe("files of a run", () => {
  const view = runView([column("plain", [0, 0]), column("steered", [2, 4])], options);

  it("hold what made the run, its tokens and its readings", () => {
    const file = JSON.parse(
      runJson({
        settings: DEFAULT_SETTINGS.steer,
        view,
        reader,
        manifest: FAKE_MANIFEST,
        recorded: null,
        digest: "00ff",
        link: "#v=1",
      }),
    );
    expect(file.versions.weightsSha256).toBe(FAKE_MANIFEST.weightsSha256);
    expect(file.spec.sampler.seed).toBe(1);
    expect(file.columns[0].steering).toBeNull();
    expect(file.columns[1]).toMatchObject({ ids: [0, 1], text: " t0 t1" });
    expect(file.columns[1].readings.afraid).toEqual([2, 4]);
    expect(file.columns[1].insideReadings.afraid).toEqual([9, 9]);
    expect(file.columns[0]).not.toHaveProperty("insideReadings");
  });

  it("have one row a token", () => {
    const lines = toCsv(runTable(view, reader)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 4);
    expect(lines[0]).toMatch(/^column,place,id,token,logprob \(nats\),afraid \(σ\)/);
    expect(lines[3]).toMatch(/^steered,0,0, t0,-1,2,0/);
  });
});
