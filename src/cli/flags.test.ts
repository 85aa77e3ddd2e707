import { describe, expect, it } from "vitest";
import { Flags, parseFlags, parseNumber } from "./flags.ts";
import { UsageError } from "./usage-error.ts";

const SPECS = {
  in: { value: "FILE", about: "" },
  seed: { value: "n", about: "" },
  "top-p": { value: "p", about: "" },
  raw: { about: "" },
};
const parse = (...argv: string[]) => parseFlags(argv, SPECS);

describe("parseFlags", () => {
  it("takes values behind a blank or an equals sign, and switches", () => {
    const flags = parse("--in", "a b.jsonl", "--top-p=0.5", "--raw");
    expect(flags.required("in")).toBe("a b.jsonl");
    expect(flags.number("top-p", 1, 0, 1)).toBe(0.5);
    expect(flags.has("raw")).toBe(true);
    expect(flags.has("seed")).toBe(false);
  });

  it.each([
    ["an unknown flag", ["--ni", "x"], /^--ni is not a flag here\. There are: --in, /],
    ["a short flag", ["-i"], /^-i is not a flag here/],
    ["a stray word", ["x.jsonl"], /"x\.jsonl" is not a flag/],
    ["a flag given twice", ["--seed", "1", "--seed", "2"], /--seed is given twice/],
    ["a missing value", ["--in"], /^--in needs a value\.$/],
    ["a value that looks like a flag", ["--seed", "-1"], /goes behind =, as in --seed=-1/],
    ["a flag in a value's place", ["--in", "--raw"], /^--in is followed by another flag/],
    ["a value for a switch", ["--raw=yes"], /^--raw takes no value\.$/],
  ])("refuses %s in one line", (_, argv, message) => {
    expect(() => parse(...argv)).toThrow(UsageError);
    expect(() => parse(...argv)).toThrow(message);
    expect(() => parse(...argv)).not.toThrow(/\n/);
  });
});

describe("Flags", () => {
  const flags = (value: string) => new Flags(new Map([["seed", value]]));

  it("falls back where a flag is not given", () => {
    expect(new Flags(new Map()).integer("seed", 7, 0, 9)).toBe(7);
    expect(new Flags(new Map()).choice("seed", ["a"])).toBeUndefined();
    expect(() => new Flags(new Map()).required("seed")).toThrow("--seed is missing.");
  });

  it("holds numbers to their range", () => {
    expect(flags("9").integer("seed", 0, 0, 9)).toBe(9);
    expect(() => flags("10").integer("seed", 0, 0, 9)).toThrow(
      "--seed must be from 0 to 9, not 10.",
    );
    expect(() => flags("-1").number("seed", 0, 0)).toThrow("--seed must be 0 or more, not -1.");
    expect(() => flags("1.5").integer("seed", 0, 0, 9)).toThrow("is not a whole number");
  });

  it("names the choices", () => {
    expect(flags("b").choice("seed", ["a", "b"])).toBe("b");
    expect(() => flags("c").choice("seed", ["a", "b"])).toThrow('--seed "c" is not one of: a, b.');
    expect(() => flags(" ").required("seed")).toThrow("--seed is empty.");
  });
});

describe("parseNumber", () => {
  it.each(["0", "-0.5", "+.25", "1e-3", "12."])("takes %s", (text) => {
    expect(parseNumber("x", text)).toBe(Number(text));
  });

  it.each(["", " ", "0x10", "Infinity", "NaN", "1e999", "1,5", "one", "--1"])(
    "refuses %j",
    (text) => {
      expect(() => parseNumber("x", text)).toThrow(/^x ".*" is not a number\.$/);
    },
  );
});
