import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FOLLOW_RULE } from "../src/state/dose-summary.ts";
import { METHOD_PAGE, readReport, withFigures } from "./method-figures.ts";

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

  it("stands on vectors that tell 90 % of held-out stories apart", () => {
    const { points, bestLayer } = readReport().sets.text;
    expect(points[bestLayer]?.heldOutTopics.ours).toBeGreaterThanOrEqual(0.9);
  });
});
