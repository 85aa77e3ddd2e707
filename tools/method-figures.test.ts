import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL } from "../src/content/models.ts";
import { parseManifest } from "../src/core/parse-vectors.ts";
import { FOLLOW_RULE } from "../src/state/dose-summary.ts";
import { meetsExpectation } from "../src/state/dose-words.ts";
import { shippedRecordings } from "../src/state/recorded/library.ts";
import { overviewRows } from "../src/views/dosage/overview.ts";
import { recordedSurvey } from "../src/views/dosage/recorded-survey.ts";
import { METHOD_PAGE, readReport, withFigures } from "./method-figures.ts";

const readManifest = () =>
  parseManifest(readFileSync("models/smollm2-135m-instruct/emotions.json", "utf8"));

describe("docs/method.md", () => {
  it("has the figures of the shipped validation report", () => {
    const page = readFileSync(METHOD_PAGE, "utf8");
    expect(page).toBe(withFigures(page, readReport()));
  });

  it("has the page's rule for a curve that follows its dose", () => {
    const { rho, p, bandWidths, controlShare } = FOLLOW_RULE;
    const page = readFileSync(METHOD_PAGE, "utf8").replace(/\s+/g, " ");
    expect(page).toContain(`|ρ| of ${rho} or more with p below ${p}`);
    expect([bandWidths, controlShare]).toEqual([1, 0.5]);
  });

  it("has the count of directions that follow in the recorded runs", async () => {
    const { binSha256, bestLayer } = readManifest();
    const { results } = await recordedSurvey(shippedRecordings, DEFAULT_MODEL, binSha256);
    const rows = overviewRows(results, (set) => bestLayer[set], null);
    const met = rows.filter(({ summary }) => meetsExpectation(summary)).length;
    const page = readFileSync(METHOD_PAGE, "utf8").replace(/\s+/g, " ");
    expect(page).toContain(`in the recorded runs ${met} of ${rows.length} expected directions`);
  });

  it("stands on vectors that tell 90 % of held-out stories apart", () => {
    const { points, bestLayer } = readReport().sets.text;
    expect(points[bestLayer]?.heldOutTopics.ours).toBeGreaterThanOrEqual(0.9);
  });
});
