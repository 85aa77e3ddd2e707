import { describe, expect, it } from "vitest";
import { toCsv } from "../../charts/export.ts";
import { EMOTIONS, emotionIndex } from "../../core/emotions.ts";
import { doseSpec } from "../../state/specs.ts";
import { createAppStore } from "../../state/store.ts";
import { type DosageView, dosageNumbers, dosageView } from "./dosage-view.ts";
import { allNumbers, chartTable } from "./dose-tables.ts";
import { MAX_CURVES } from "./series-colours.ts";
import { testPoints } from "./testing/points.ts";

/** A store with the fire drawn at layer 1. */
function drawn() {
  const store = createAppStore();
  store.getState().applySituation("fire");
  store.getState().editDosage({ layer: 1 });
  const spec = doseSpec(store.getState().settings.dosage);
  const points = testPoints({ afraid: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, spec.doses.length);
  const controls = testPoints({ afraid: [0.1, 0, 0.1, 0, 0.1, 0, 0.1, 0, 0.1] }, spec.doses.length);
  store.getState().showDosage({ spec, points, controls });
  return store;
}

describe("dosageView", () => {
  it("shows the points of what is set", () => {
    const view = dosageView(drawn().getState());
    expect([view.hasPoints, view.layer, view.status]).toEqual([true, 1, "done"]);
    const { shown, expected } = dosageNumbers(view);
    expect(shown.map(({ emotion }) => emotion)).toEqual(["afraid", "calm"]);
    expect(shown[0]?.verdict).toBe("follows");
    expect(expected).toHaveLength(2);
  });

  it("drops points at once when the sentence, the doses or the place are others", () => {
    for (const patch of [
      { situation: "own", template: "A {X}", doses: ["1"], control: "" },
      { situation: "rent" },
      { at: "last", set: "reply" },
    ] as const) {
      const store = drawn();
      store.getState().editDosage(patch);
      const view = dosageView(store.getState());
      expect([view.hasPoints, view.status, view.points.length]).toEqual([
        false,
        "idle",
        view.spec.doses.length,
      ]);
    }
  });

  it("keeps them for another layer or other feelings, and draws no more than fit", () => {
    const store = drawn();
    store.getState().editDosage({ layer: 0, emotions: EMOTIONS });
    const view = dosageView(store.getState());
    expect(view.hasPoints).toBe(true);
    expect(view.emotions).toHaveLength(MAX_CURVES);
  });
});

describe("tables", () => {
  const view: DosageView = dosageView(drawn().getState());

  it("gives the chart's numbers, one row a dose", () => {
    const table = chartTable(view);
    expect(table.columns).toEqual([
      "dose",
      "afraid",
      "afraid, control",
      "calm",
      "calm, control",
      "random 5 %",
      "random 95 %",
    ]);
    expect(table.rows[2]?.slice(0, 2)).toEqual(["a pan on the stove", 2]);
  });

  it("gives all numbers, one row a prompt", () => {
    const { columns, rows } = allNumbers(view);
    expect(rows).toHaveLength(18);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(columns).toContain("random 20");
    const afraid = columns.indexOf("afraid");
    expect(rows[5]?.[afraid]).toBe(5);
    expect(rows[0]?.[2]).toBe("Right now one match is on fire and my children are upstairs.");
    expect(rows[11]?.[0]).toBe("control");
    expect(afraid).toBe(columns.length - 44 + emotionIndex("afraid"));
    expect(toCsv({ columns, rows }).split("\r\n")).toHaveLength(20);
  });
});
