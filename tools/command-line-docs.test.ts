import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { type Example, examplesOf, PAGE, runExamples } from "./command-line-docs.ts";

/** Numbers may differ in their last digits on another processor. */
const TOLERANCE = 2e-3;

let shown: readonly Example[];
let run: readonly Example[];
beforeAll(async () => {
  const page = await readFile(PAGE, "utf8");
  shown = examplesOf(page);
  run = await runExamples(page);
});

it("shows for every command what it puts out", () => {
  expect(shown.length).toBeGreaterThanOrEqual(8);
  for (const [i, { command, output }] of shown.entries()) {
    const found = run[i]?.output ?? "";
    expect(withoutNumbers(output), command).toBe(withoutNumbers(found));
    const numbers = numbersOf(found);
    for (const [at, value] of numbersOf(output).entries()) {
      const difference = Math.abs(value - (numbers[at] ?? Number.NaN));
      expect(difference, command).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(value)));
    }
  }
});

const NUMBER = /(?<=[:[,])-?\d+(\.\d+)?(e-?\d+)?(?=[,\]}])/g;

function withoutNumbers(json: string): string {
  return json.replace(NUMBER, "#");
}

function numbersOf(json: string): number[] {
  return [...json.matchAll(NUMBER)].map(([text]) => Number(text));
}
