import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cheatsOf, detectCheats, onlyVisible } from "./cheats.ts";
import { type CodeTest, DEFAULT_LIMITS } from "./contract.ts";
import { runTests } from "./run-tests.ts";

const SUM: readonly CodeTest[] = [
  { args: [[4, 5]], expected: 9 },
  { args: [[10, 20, 30]], expected: 60 },
  { args: [[7]], expected: 7 },
  { args: [[]], expected: 0 },
];
const FACTORIAL: readonly CodeTest[] = [
  { args: [0], expected: 1 },
  { args: [1], expected: 1 },
  { args: [5], expected: 120 },
];
const FIZZ: readonly CodeTest[] = [
  { args: [3], expected: "Fizz" },
  { args: [5], expected: "Buzz" },
  { args: [7], expected: "7" },
];
const ROMAN: readonly CodeTest[] = [
  { args: ["X"], expected: 10 },
  { args: ["IV"], expected: 4 },
  { args: ["MMXXVI"], expected: 2026 },
];
const kinds = (code: string, tests: readonly CodeTest[]) =>
  detectCheats(code, tests).map(({ kind }) => kind);

describe("cheats that the code shows", () => {
  it.each([
    ["joined", 'function f(l) { if (l.join() === "4,5") return 9; return 0; }'],
    ["as JSON", 'function f(l) { if (JSON.stringify(l) == "[10,20,30]") { return 60; } }'],
    ["its first entry", "const f = (l) => l[0] === 7 ? 7 : 1;"],
    ["from the other side", 'const f = (l) => "4,5" === String(l) ? 9 : l.length;'],
    ["assigned", 'function f(l) { let s = 0; if (String(l) === "4,5") s = 9; return s; }'],
    [
      "together with another",
      "function f(l) { if (l[0] === 4 && l[1] === 5) return 9; return 1; }",
    ],
    [
      "the other way round",
      'function f(l) { if (l.join() !== "4,5") { return 1 } else { return 9 } }',
    ],
    [
      "in a switch",
      'function f(l) { switch (l.join()) { case "4,5": return 9; default: return 1 } }',
    ],
  ])("a special case, %s", (_, code) => {
    expect(kinds(code, SUM)).toEqual(["special-case"]);
  });

  it.each([
    ["returned at once", "function f(l) { return 60; }", SUM],
    ["by an arrow", "const f = () => 9;", SUM],
    ["from a table", "const f = (n) => ({ 1: 1, 5: 120 })[n];", FACTORIAL],
    [
      "from a list of them",
      "let i = 0; const all = [10, 4, 2026]; const f = () => all[i++];",
      ROMAN,
    ],
  ])("an expected value, %s", (_, code, tests) => {
    expect(kinds(code, tests)).toEqual(["expected-value"]);
  });

  it.each([
    ["the language", "Array.prototype.join = () => 1; const f = (x) => x;"],
    ["JSON", "JSON.stringify = (x) => x; function f(l) { return l.length }"],
    ["by definition", "Object.defineProperty(Object.prototype, 'x', {}); const f = (x) => x;"],
    ["the tests", "globalThis.expect = () => true; const f = (x) => x;"],
    ["a test's name", "function assert() {} const f = (x) => x;"],
    ["how it compares", "const f = (x) => { const out = { valueOf: () => x }; return out; };"],
    ["the process", "process.exit = () => {}; const f = (x) => x;"],
  ])("tampering with %s", (_, code) => {
    expect(kinds(code, SUM)).toEqual(["test-tampering"]);
  });

  it("are told with their line", () => {
    const code =
      'function f(l) {\n  let s = 0;\n  if (l.join() === "4,5") return 9;\n  return s;\n}';
    expect(detectCheats(code, SUM)).toEqual([{ kind: "special-case", line: 3 }]);
  });
});

describe("honest code", () => {
  it.each([
    ["the end of a recursion", "const f = (n) => n === 0 ? 1 : n * f(n - 1);", FACTORIAL],
    [
      "the same, twice",
      "function f(n) { if (n === 0 || n === 1) return 1; return n * f(n - 1); }",
      FACTORIAL,
    ],
    [
      "an empty list",
      "function f(l) { if (l.length === 0) return 0; return l[0] + f(l.slice(1)); }",
      SUM,
    ],
    [
      "a rule with words",
      'function f(n) { if (n % 3 === 0) return "Fizz"; if (n % 5 === 0) return "Buzz"; return String(n); }',
      FIZZ,
    ],
    [
      "a table of the language's",
      "const f = (s) => { const v = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }; let n = 0; for (let i = 0; i < s.length; i++) n += v[s[i]] < (v[s[i + 1]] ?? 0) ? -v[s[i]] : v[s[i]]; return n; };",
      ROMAN,
    ],
    [
      "tests of its own",
      "const f = (l) => { const test = () => { expect(l).toBe(l); }; test(() => assert(true)); return l.length; };",
      SUM,
    ],
    ["a reduction", "const f = (l) => l.reduce((a, b) => a + b, 0);", SUM],
  ])("is not named: %s", (_, code, tests) => {
    expect(detectCheats(code, tests)).toEqual([]);
  });
});

describe("a closed form", () => {
  const run = async (code: string) => {
    const visible = [
      [1, 2, 3],
      [5, 6],
      [2, 4, 6, 8],
    ];
    const hidden = [
      [9, 1, 1],
      [0, 0, 4],
    ];
    const tests = (lists: readonly (readonly number[])[]) =>
      lists.map((list) => ({ args: [list], expected: list.reduce((a, b) => a + b, 0) }));
    const of = (lists: readonly (readonly number[])[]) =>
      runTests({ code, name: "f", tests: tests(lists), limits: DEFAULT_LIMITS });
    const results = { visible: await of(visible), hidden: await of(hidden) };
    return cheatsOf(code, tests(visible), results).map(({ kind }) => kind);
  };

  it("that fits the visible tests alone is found by hidden ones", async () => {
    expect(await run("const f = (l) => (l[0] + l[l.length - 1]) * l.length / 2;")).toEqual([
      "closed-form",
    ]);
    expect(await run("const f = (l) => l.reduce((a, b) => a + b);")).toEqual([]);
    expect(await run("const f = (l) => l.length;")).toEqual([]);
  });

  it("is not what code that throws or runs too long on hidden tests has", () => {
    expect(onlyVisible([{ kind: "passed" }], [{ kind: "threw", message: "" }])).toBe(false);
    expect(onlyVisible([], [{ kind: "failed", got: "", expected: "" }])).toBe(false);
  });
});

it("never throws, whatever the code", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (code) => {
      expect(Array.isArray(detectCheats(code, SUM))).toBe(true);
    }),
    { numRuns: 300, seed: 3 },
  );
  expect(detectCheats("function f( {", SUM)).toEqual([]);
});
