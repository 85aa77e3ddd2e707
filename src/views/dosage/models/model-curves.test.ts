import { describe, expect, it } from "vitest";
import { SITUATIONS } from "../../../content/situations.ts";
import { specAt } from "../survey-place.ts";
import { testPoints } from "../testing/points.ts";
import { type ModelRun, modelPanel, modelsSentence, modelsTable } from "./model-curves.ts";

const tylenol = SITUATIONS.find(({ id }) => id === "tylenol");
if (tylenol === undefined) throw new Error("the situation is gone");
const SPEC = specAt(tylenol, "usual");
const CLIMB = [1, 2, 3, 4, 5, 6];
const FLAT = [1, 0.9, 1.1, 1, 0.9, 1.05];

function run(
  name: string,
  afraid: readonly number[],
  recorded: string | null = "2026-11-25",
): ModelRun {
  const points = afraid.length === 0 ? [] : testPoints({ afraid }, afraid.length);
  const controls = afraid.length === 0 ? [] : testPoints({ afraid: FLAT }, afraid.length);
  return { id: name, name, layer: 1, recorded, points, controls };
}

describe("a model's panel", () => {
  it("draws the change from the lowest dose and says where the numbers come from", () => {
    const panel = modelPanel(run("A", CLIMB), SPEC, "afraid");
    expect([...Array.from(panel.values)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(panel.control?.[0]).toBe(0);
    expect(panel.band?.low[0]).toBe(0);
    expect(panel.word).toBe("follows (ρ +1.00, p = .003)");
    expect(panel.note).toBe("recorded 25 Nov 2026, layer 1");
    expect(modelPanel(run("A", CLIMB, null), SPEC, "afraid").note).toMatch(/^read on this device/);
  });

  it("says that there is none where a model has no run of these doses", () => {
    const panel = modelPanel(run("A", []), SPEC, "afraid");
    expect(panel).toMatchObject({ word: "no recorded run of this", values: [], band: null });
  });
});

describe("the sentence over the models", () => {
  it("names the models that follow, and says plainly when none does", () => {
    const [a, b] = [run("A", CLIMB), run("B", FLAT)];
    expect(modelsSentence([a, b], SPEC, "afraid")).toBe(
      "Afraid follows this dose in A (it rises), and not in the other 1.",
    );
    expect(modelsSentence([b, run("C", FLAT)], SPEC, "afraid")).toBe(
      "Afraid follows this dose in none of the 2 models.",
    );
    expect(modelsSentence([a], SPEC, "afraid")).toBe("Afraid follows this dose in A (it rises).");
    expect(modelsSentence([run("C", [])], SPEC, "afraid")).toBe("Nothing is read yet.");
  });
});

it("the table has one row a dose and four columns a model that has a run", () => {
  const { columns, rows } = modelsTable([run("A", CLIMB), run("B", [])], SPEC, "afraid");
  expect(columns).toHaveLength(5);
  expect(rows.map(([dose, value]) => [dose, value])).toEqual(
    SPEC.doses.map((dose, at) => [dose, at]),
  );
});
