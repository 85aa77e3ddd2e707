import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { METHOD_PAGE, readReport, withFigures } from "./method-figures.ts";

describe("docs/method.md", () => {
  it("has the figures of the shipped validation report", () => {
    const page = readFileSync(METHOD_PAGE, "utf8");
    expect(page).toBe(withFigures(page, readReport()));
  });

  it("stands on vectors that tell 90 % of held-out stories apart", () => {
    const { points, bestLayer } = readReport().sets.text;
    expect(points[bestLayer]?.heldOutTopics.ours).toBeGreaterThanOrEqual(0.9);
  });
});
