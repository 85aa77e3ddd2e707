import { describe, expect, it } from "vitest";
import { type RunNumbers, runSummary } from "./summary.ts";

const run: RunNumbers = {
  added: "afraid +0.35",
  direction: "afraid-calm",
  plain: -0.4,
  steered: 1.2,
  random: -0.2,
  coherence: "coherent",
  randomCoherence: "coherent",
  stoppedAt: null,
  insideView: false,
};

describe("the sentence of a run", () => {
  it("sets the effect beside the plain text and the control", () => {
    expect(runSummary(run)).toBe(
      "With afraid +0.35 the text leans 1.6\u00a0σ further towards afraid than the plain one (+1.2 against −0.4\u00a0σ). A random direction of the same length moves it by +0.2\u00a0σ, so this one random push did not do it; another might.",
    );
  });

  it("says so where a random push does as much, either way", () => {
    expect(runSummary({ ...run, random: 0.8 })).toContain("does not tell the two apart");
    expect(runSummary({ ...run, random: -1.6 })).toContain("does not tell the two apart");
  });

  it("says so where nothing moved", () => {
    const text = runSummary({ ...run, steered: -0.3 });
    expect(text).toContain("no effect to speak of");
    expect(text).not.toContain("another might");
  });

  it("points to the control where it has not run", () => {
    expect(runSummary({ ...run, random: Number.NaN })).toContain("a random direction shows");
  });

  it("warns of damage", () => {
    expect(runSummary({ ...run, coherence: "broken" })).toContain("may be damage, not emotion");
    expect(runSummary({ ...run, coherence: "strained" })).toContain("strained");
    expect(runSummary({ ...run, randomCoherence: "broken" })).toContain(
      "random push does more damage",
    );
  });

  it("says where a run was stopped, and whose reading its figures are", () => {
    expect(runSummary({ ...run, stoppedAt: 1 })).toMatch(/^Stopped after 1 token\. With afraid/);
    expect(runSummary({ ...run, insideView: true })).toMatch(
      /^With afraid \+0\.35, read by the plain model, the text leans/,
    );
  });

  it("names the other end of the axis", () => {
    expect(runSummary({ ...run, steered: -2 })).toContain("further towards calm");
  });

  it("knows that nothing added is the plain model, and waits for readings", () => {
    expect(runSummary({ ...run, added: null })).toContain("bit for bit");
    expect(runSummary({ ...run, plain: Number.NaN })).toBeNull();
    expect(runSummary({ ...run, steered: Number.NaN })).toBeNull();
  });
});
