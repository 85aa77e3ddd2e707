import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NormalStep, normalise, normalSteps, sourceSpan } from "./tokenizer-normaliser.ts";

const NFC: NormalStep[] = [{ kind: "form", form: "NFC" }];
const BLANKS: NormalStep[] = [
  { kind: "prepend", text: "▁" },
  { kind: "replace", from: " ", to: "▁" },
];

describe("the normaliser", () => {
  it("composes characters and knows where they came from", () => {
    const aligned = normalise("ae\u0301b\u1112\u1161\u11ab", NFC);
    expect(aligned.text).toBe("aéb한");
    expect([0, 1, 2, 3].map((i) => sourceSpan(aligned, i, i + 1))).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 3 },
      { start: 3, end: 4 },
      { start: 4, end: 7 },
    ]);
  });

  it("marks blanks and puts one before the text, which came from nowhere", () => {
    const aligned = normalise("a b", BLANKS);
    expect(aligned.text).toBe("▁a▁b");
    expect(sourceSpan(aligned, 0, 1)).toEqual({ start: 0, end: 0 });
    expect(sourceSpan(aligned, 0, 2)).toEqual({ start: 0, end: 1 });
    expect(sourceSpan(aligned, 4, 4)).toEqual({ start: 3, end: 3 });
    expect(normalise("", BLANKS).text).toBe("");
    expect(normalise("a b", BLANKS, { prepend: false }).text).toBe("a▁b");
  });

  it("gives the form that JavaScript gives, with places in order that cover the text", () => {
    const marks = fc.constantFrom("e", "\u0301", "\u0327", "q", "\u1100", "\u1161", "\u11a8", "가");
    const any = fc.string({ unit: fc.oneof(marks, fc.string({ unit: "binary", maxLength: 1 })) });
    fc.assert(
      fc.property(any, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), (given, form) => {
        const text = given.toWellFormed();
        const { text: result, from, to } = normalise(text, [{ kind: "form", form }]);
        expect(result).toBe(text.normalize(form));
        let reached = 0;
        for (let i = 0; i < result.length; i++) {
          expect(from[i]).toBeLessThanOrEqual(reached);
          expect(to[i]).toBeGreaterThanOrEqual(reached);
          reached = to[i] as number;
        }
        expect(reached).toBe(text.length);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("reads the steps of tokenizer.json and names those that it does not know", () => {
    const replace = { type: "Replace", pattern: { String: " " }, content: "▁" };
    const prepend = { type: "Prepend", prepend: "▁" };
    expect(normalSteps({ type: "Sequence", normalizers: [prepend, replace] })).toEqual(BLANKS);
    expect(normalSteps(null)).toEqual([]);
    for (const step of [
      { type: "Lowercase" },
      { type: "Replace", pattern: { Regex: "a+" }, content: "" },
      { type: "Replace", pattern: { String: "" }, content: "a" },
      { type: "Replace", pattern: { String: "a" }, content: "a".repeat(10_000) },
      { type: "Prepend", prepend: "a".repeat(10_000) },
      { type: "Sequence", normalizers: Array.from({ length: 1000 }, () => replace) },
      "NFC",
    ]) {
      expect(() => normalSteps(step)).toThrow(/does not know/);
    }
  });
});
