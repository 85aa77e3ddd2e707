import { describe, expect, it } from "vitest";
import {
  layersSentence,
  shareOutside,
  textSentence,
  tokenSentence,
  traceSentence,
} from "./summaries.ts";

const NaNs = Number.NaN;
const texts = ["I", " have", " nothing", "\n"];

describe("textSentence", () => {
  it("names both ends of an axis, where and how far", () => {
    const line = { values: [NaNs, -0.62, 2.44, 0.1], texts };
    expect(textSentence("desperate-calm", line)).toBe(
      "The text leans most towards desperate at “nothing”, +2.4 σ; most towards calm at “have”, −0.6 σ.",
    );
  });

  it("says most and least of a single emotion", () => {
    const line = { values: [NaNs, 0.5, 0.2, -1.26], texts };
    expect(textSentence("afraid", line)).toBe(
      "The text leans most towards afraid at “have”, +0.5 σ; least at “line break”, −1.3 σ.",
    );
  });

  it("speaks of one value as one, and of none as none", () => {
    expect(textSentence("desperate-calm", { values: [NaNs, 0.5], texts })).toBe(
      "The text reads +0.5 σ desperate − calm, at “have”.",
    );
    expect(textSentence("afraid", { values: [NaNs], texts })).toBe("Nothing is read yet.");
  });
});

describe("traceSentence", () => {
  const band = { low: [NaNs, -1, -1, -1], high: [NaNs, 1, 1, 1] };
  const lines = [
    { label: "calm", values: [NaNs, 0, -0.5, 0.3] },
    { label: "desperate", values: [NaNs, 0.5, 3.31, 1.2] },
  ];

  it("tells the line that reaches furthest and how much of it chance would not do", () => {
    expect(traceSentence(lines, texts, band)).toBe(
      "Desperate reaches furthest: +3.3 σ at “nothing”. It lies outside of what random directions do at 67 % of the tokens.",
    );
  });

  it("has something to say without lines and without readings", () => {
    expect(traceSentence([], texts, band)).toBe("Pick a line to draw.");
    expect(traceSentence([{ label: "calm", values: [NaNs] }], texts, band)).toBe(
      "Nothing is read yet.",
    );
  });

  it("counts only where there are both", () => {
    expect(shareOutside([NaNs, 2, NaNs, -2], band)).toBe(1);
    expect(shareOutside([5], band)).toBeNull();
  });
});

describe("tokenSentence", () => {
  it("names the highest and the lowest", () => {
    const order = [
      { emotion: "desperate", value: 3.31 },
      { emotion: "calm", value: 0 },
      { emotion: "loving", value: -1.92 },
    ] as const;
    expect(tokenSentence(" nothing", order)).toBe(
      "At “nothing”, desperate is highest, +3.3 σ, and loving lowest, −1.9 σ.",
    );
  });

  it("explains the first token", () => {
    expect(tokenSentence("I", [{ emotion: "calm", value: NaNs }])).toContain("first token");
  });
});

describe("layersSentence", () => {
  // 3 points × 2 tokens.
  const matrix = [NaNs, 0.1, NaNs, 1.4, NaNs, 2.6];

  it("names the strongest layer, and the one on screen", () => {
    expect(layersSentence(matrix, 2, 1, texts)).toBe(
      "Strongest in layer 2, at “have”: +2.6 σ. In layer 1 at “have”: +1.4 σ.",
    );
    expect(layersSentence(matrix, 2, 2, texts)).toBe("Strongest in layer 2, at “have”: +2.6 σ.");
  });

  it("calls layer 0 the embedding", () => {
    expect(layersSentence([NaNs, 3, NaNs, 1], 2, 0, texts)).toContain("Strongest in the embedding");
  });
});
