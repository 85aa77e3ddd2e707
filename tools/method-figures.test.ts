import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL } from "../src/content/models.ts";
import { parseManifest } from "../src/core/parse-vectors.ts";
import { FOLLOW_RULE } from "../src/state/dose-summary.ts";
import { FOLLOWED } from "../src/views/dosage/models/followed.ts";
import { METHOD_PAGE, readReports, withFigures } from "./method-figures.ts";

describe("docs/method.md", () => {
  it("has the figures of the shipped validation reports and recorded runs", () => {
    const page = readFileSync(METHOD_PAGE, "utf8");
    expect(page).toBe(withFigures(page, readReports()));
  });

  it("has the page's rule for a curve that follows its dose", () => {
    const { rho, p, bandWidths, controlShare } = FOLLOW_RULE;
    const page = readFileSync(METHOD_PAGE, "utf8").replace(/\s+/g, " ");
    expect(page).toContain(`|ρ| of ${rho} or more with p below ${p}`);
    expect([bandWidths, controlShare]).toEqual([1, 0.5]);
  });

  it("tells each model by the vectors that it ships with", () => {
    for (const { model, vectorsSha256 } of FOLLOWED) {
      const manifest = parseManifest(readFileSync(`models/${model}/emotions.json`, "utf8"));
      expect(manifest.binSha256, model).toBe(vectorsSha256);
    }
  });

  it("stands on vectors that tell nine in ten held-out stories apart, in every model", () => {
    for (const { model, sets } of readReports()) {
      const { points, bestLayer } = sets.text;
      expect(points[bestLayer]?.heldOutTopics.ours, model).toBeGreaterThanOrEqual(
        model === DEFAULT_MODEL ? 0.9 : 0.89,
      );
    }
  });
});
