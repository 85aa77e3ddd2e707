import { describe, expect, it } from "vitest";
import { readCuts } from "./tokenizer-cuts.ts";

const split = (Regex: string) => ({
  type: "Split",
  pattern: { Regex },
  behavior: "Isolated",
  invert: false,
});

describe("the cuts of a tokenizer.json", () => {
  it("takes the expressions of the families", () => {
    const modern =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    const byteLevel = { type: "ByteLevel", add_prefix_space: false, use_regex: false };
    const both = { type: "Sequence", pretokenizers: [split(modern), byteLevel] };
    expect(readCuts(both, []).byteLevel).toBe(true);
    expect(readCuts({ ...byteLevel, use_regex: true }, []).steps).toHaveLength(2);
    expect(readCuts(null, [])).toEqual({ steps: [], byteLevel: false, normal: [] });
  });

  it("leaves out a cut at blanks where no blank is left", () => {
    const step = { ...split(""), pattern: { String: " " }, behavior: "MergedWithPrevious" };
    const normal = [{ kind: "replace", from: " ", to: "▁" }] as const;
    expect(readCuts(step, normal).steps).toEqual([]);
    expect(() => readCuts(step, [])).toThrow(/does not know \(Split, MergedWithPrevious\)/);
  });

  it("refuses expressions that may take for ever", () => {
    for (const pattern of [
      "(a+)+$",
      "(?:a*)*b",
      "((a|b)+c?)*",
      "(?:\\s+){2,}",
      "a*a*a*a*b",
      "x".repeat(3000),
    ]) {
      expect(() => readCuts(split(pattern), []), pattern).toThrow(/may take for ever/);
    }
  });

  it("names a step that it does not know", () => {
    for (const type of ["Whitespace", "Punctuation", "Metaspace", "BertPreTokenizer", undefined]) {
      expect(() => readCuts({ type }, [])).toThrow(/cuts texts in a way/);
    }
  });
});
