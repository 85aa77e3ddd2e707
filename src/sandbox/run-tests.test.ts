import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Data, DEFAULT_LIMITS, type Limits } from "./contract.ts";
import { runTests } from "./run-tests.ts";

const QUICK: Limits = { ...DEFAULT_LIMITS, milliseconds: 150 };

async function one(code: string, args: readonly Data[] = [], expected: Data = 1, limits = QUICK) {
  const [result] = await runTests({ code, name: "f", tests: [{ args, expected }], limits });
  return result;
}

describe("a function against its tests", () => {
  it("passes or fails, however the function is written", async () => {
    for (const code of [
      "function f(a, b) { return a + b }",
      "const f = (a, b) => a + b;",
      "var f = function (a, b) { return a + b }",
      "class X { static g(a, b) { return a + b } } let f = X.g",
    ]) {
      expect(await one(code, [1, 2], 3)).toEqual({ kind: "passed" });
      expect(await one(code, [1, 2], 4)).toEqual({ kind: "failed", got: "3", expected: "4" });
    }
  });

  it("compares data by what it holds", async () => {
    expect(
      await one("const f = () => ({ b: [1, null], a: 'x' })", [], { a: "x", b: [1, null] }),
    ).toEqual({
      kind: "passed",
    });
    expect(await one("const f = () => [1, 2]", [], [1, 2, 3])).toMatchObject({ got: "[1,2]" });
    expect(await one("const f = () => undefined", [], null)).toMatchObject({ got: "undefined" });
    expect(await one("const f = () => NaN", [], null)).toMatchObject({ got: "NaN" });
    expect(await one("const f = () => '1'", [], 1)).toMatchObject({ got: '"1"' });
    expect(await one("const f = () => 1n", [], 1)).toMatchObject({ kind: "threw" });
  });

  it("tells what throws, does not parse, or is not there", async () => {
    expect(await one("const f = () => { throw new TypeError('no') }")).toEqual({
      kind: "threw",
      message: "TypeError: no",
    });
    expect(await one("const f = () => { throw 'text' }")).toEqual({
      kind: "threw",
      message: "text",
    });
    expect(await one("throw new SyntaxError('made up')")).toMatchObject({ kind: "threw" });
    expect(await one("function f( {")).toMatchObject({ kind: "does-not-parse" });
    expect(await one("const g = 1;")).toEqual({ kind: "no-such-function" });
    expect(await one("const f = 1;")).toEqual({ kind: "no-such-function" });
    expect(await one(" ".repeat(100_001))).toMatchObject({ kind: "does-not-parse" });
    await expect(runTests({ code: "", name: "f; g", tests: [], limits: QUICK })).rejects.toThrow(
      RangeError,
    );
  });
});

describe("limits", () => {
  it.each([
    ["in the function", "function f() { for (;;); }"],
    ["before it", "for (;;); function f() {}"],
    [
      "that catches",
      "function f() { for (;;) { try { for (;;); } catch {} finally { continue } } }",
    ],
    ["in a getter of what is thrown", "function f() { throw { get message() { for (;;); } } }"],
    ["in toJSON", "const f = () => ({ toJSON() { for (;;); } })"],
    ["in a search", "const f = () => /^(a+)+$/.test('a'.repeat(40) + 'b') ? 1 : 2"],
  ])("end an endless loop %s", async (_, code) => {
    const start = performance.now();
    expect(await one(code)).toEqual({ kind: "timed-out" });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it.each([
    "[].indexOf.call({ length: 2 ** 53 - 1 }, 1)",
    "new Array(4e9).join()",
    "[].concat(new Array(4e9), new Array(4e9))",
    "[new Array(4e9)].flat()",
    "String([new Array(4e9)])",
    "[1].flatMap(() => new Array(4e9))",
    "[].fill.call({ length: 4e9 }, 1)",
  ])("end a loop over a long list that holds nothing: %s", async (list) => {
    const result = await one(`const f = () => ${list}`);
    expect(["threw", "timed-out", "out-of-memory"]).toContain(result?.kind);
  });

  it("leave lists as they are otherwise", async () => {
    const code = `const f = () => [[1, [2, [3]]].flat(), [1, [2, [3]]].flat(Infinity), [1, 2].flatMap((x) => [x, x]),
      [...[3, 1, 2].sort()], [1].concat([2], 3), Object.keys([7]), [1, 2].map.name, [3, 1].toSorted?.() ?? [1, 3]]`;
    const expected = [
      [1, 2, [3]],
      [1, 2, 3],
      [1, 1, 2, 2],
      [1, 2, 3],
      [1, 2, 3],
      ["0"],
      "map",
      [1, 3],
    ];
    expect(await one(code, [], expected)).toEqual({ kind: "passed" });
  });

  it("count work alike on every machine", async () => {
    const code = "function f(n) { let s = 0; for (let i = 0; i < n; i++) s += 1; return s }";
    const limits = { ...DEFAULT_LIMITS, milliseconds: 5000, ticks: 20 };
    expect(await one(code, [50_000], 50_000, limits)).toEqual({ kind: "passed" });
    expect(await one(code, [1_000_000], 1_000_000, limits)).toEqual({ kind: "timed-out" });
  });

  it.each([
    ["returned", "const f = () => 'x'.repeat(1e7)"],
    ["returned in a list", "const f = () => Array.from({ length: 1000 }, () => 'x'.repeat(1000))"],
    ["printed at once", "function f() { console.log('x'.repeat(1e7)); return 1 }"],
    ["printed bit by bit", "function f() { for (;;) console.log('line') }"],
    [
      "printed, and caught",
      "function f() { try { for (;;) console.error('x') } catch { return 1 } return 1 }",
    ],
  ])("end too much output, %s", async (_, code) => {
    expect(await one(code)).toEqual({ kind: "too-much-output" });
  });

  it("let a few lines be printed", async () => {
    expect(await one("function f() { console.log('a', 1, {}); return 1 }")).toEqual({
      kind: "passed",
    });
  });

  it.each([
    ["doubling", "function f() { let s = 'x'; for (;;) s += s + s.slice(1); }"],
    ["lists", "function f() { const a = []; for (;;) a.push(new Array(1000).fill(0)); }"],
    ["at once", "const f = () => new ArrayBuffer(2 ** 30).byteLength"],
    ["typed", "const f = () => new Float64Array(1e8).length"],
  ])("end a memory bomb, %s", async (_, code) => {
    const result = await one(code, [], 1, { ...QUICK, milliseconds: 800 });
    // Small pieces take so long to fill the memory that the clock may come first.
    expect(code.includes("push") ? ["out-of-memory", "timed-out"] : ["out-of-memory"]).toContain(
      result?.kind,
    );
    expect(await one("const f = () => 1")).toEqual({ kind: "passed" });
  });

  it.each([
    ["plain", "function f() { return f() }"],
    ["through sort", "function f() { return [2, 1].sort(() => f()) }"],
    [
      "through JSON",
      "const f = () => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return JSON.stringify(a) }",
    ],
    ["in its source", `const f = () => ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["through replace", "function f() { return 'a'.replace(/a/, f) }"],
  ])("end deep recursion, %s", async (_, code) => {
    const result = await one(code);
    expect(["threw", "does-not-parse"]).toContain(result?.kind);
    expect(JSON.stringify(result)).toMatch(/stack|gave up/);
    expect(await one("const f = () => 1")).toEqual({ kind: "passed" });
  });
});

describe("walls", () => {
  it("keep a changed prototype from the host and from the next test", async () => {
    const code = `
      const before = [].dirty === undefined && Object.prototype.dirty === undefined;
      Object.prototype.dirty = 1; Array.prototype.dirty = 1; globalThis.dirty = 1;
      JSON.parse = JSON.stringify = () => "1"; Array.prototype.toJSON = undefined;
      function f() { return before }`;
    const tests = [1, 2, 3].map(() => ({ args: [], expected: true }));
    const results = await runTests({ code, name: "f", tests, limits: QUICK });
    expect(results).toEqual(tests.map(() => ({ kind: "passed" })));
    expect("dirty" in {} || "dirty" in [] || "dirty" in globalThis).toBe(false);
    const proto = await one(`const f = () => JSON.parse('{"__proto__": {"dirty": 1}}')`, [], {});
    expect(proto).toMatchObject({ kind: "failed" });
    expect("dirty" in {}).toBe(false);
  });

  it("keep arguments from being shared", async () => {
    const args = [[3, 1, 2]];
    expect(
      await one("function f(a) { a.sort(); a.push(9); return a }", args, [1, 2, 3, 9]),
    ).toEqual({
      kind: "passed",
    });
    expect(args).toEqual([[3, 1, 2]]);
  });

  it("show no trace of the host, however it is looked for", async () => {
    const names =
      "process require module exports global window self document navigator location fetch XMLHttpRequest WebSocket Worker importScripts localStorage indexedDB caches setTimeout setInterval queueMicrotask WebAssembly Deno Bun std os scriptArgs print alert postMessage";
    const code = `
      const seen = (g) => "${names}".split(" ").filter((name) => { try { return g[name] !== undefined } catch { return false } });
      function f() {
        const globals = [globalThis, (function () { return this })(), (() => {}).constructor("return this")(),
          console.log.constructor("return this")(), [].constructor.constructor("return globalThis")(),
          Object.getPrototypeOf(function* () {}).constructor("yield this")().next().value];
        return globals.flatMap(seen);
      }`;
    expect(await one(code, [], [])).toEqual({ kind: "passed" });
  });

  it("load nothing", async () => {
    for (const from of [
      "node:fs",
      "fs",
      "./contract.ts",
      "https://example.org/x.js",
      "std",
      "os",
    ]) {
      const code = `let got = "pending"; import("${from}").then(() => { got = "loaded" }, () => { got = "refused" }); const f = () => got;`;
      expect(await one(code, [], "pending")).not.toMatchObject({ got: '"loaded"' });
      expect(await one(`import x from "${from}"; const f = () => 1`)).toMatchObject({
        kind: "does-not-parse",
      });
    }
    expect(await one("const f = () => require('fs')")).toMatchObject({ kind: "threw" });
  });
});

describe("any input", () => {
  const data = fc.jsonValue({
    maxDepth: 3,
    noUnicodeString: false,
  } as object) as fc.Arbitrary<Data>;

  it("goes in and comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(data, async (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Data;
        const result = await one("const f = (x) => x", [plain], plain);
        expect(result).toEqual({ kind: "passed" });
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("ends in a result, also where the code is noise", async () => {
    const words = fc.constantFrom(
      ..."f = ( ) { } [ ] => function return let const class new this yield await import throw try catch for while ; , . ... ` ${ / \\ ' \" 1 0n x".split(
        " ",
      ),
    );
    const noise = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(words, { maxLength: 20 }).map((parts) => parts.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (code) => {
        expect((await one(code))?.kind).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(await one("const f = () => 1")).toEqual({ kind: "passed" });
  });
});
