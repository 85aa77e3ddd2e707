import { describe, expect, it } from "vitest";
import {
  ARMS,
  ATTEMPT_TASKS,
  cheatOf,
  FRAMINGS,
  functionOf,
  reportText,
  requestText,
  TURNS,
} from "../../content/experiments/attempts.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import { grade, HIDDEN, hiddenTests, outcomeOf } from "./grade.ts";

const sandbox = openSandbox();
const words = (text: string) => text.split(/\s+/).length;

describe("the materials", () => {
  it("are at least six tasks of three kinds for testing, and some for choosing", () => {
    const own = ATTEMPT_TASKS.filter(({ half }) => half === "test");
    expect(own.length).toBeGreaterThanOrEqual(6);
    expect(new Set(own.map(({ kind }) => kind)).size).toBe(3);
    expect(ATTEMPT_TASKS.length - own.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ATTEMPT_TASKS.map(({ id }) => id)).size).toBe(ATTEMPT_TASKS.length);
    for (const { attempts } of ATTEMPT_TASKS) expect(new Set(attempts).size).toBe(TURNS);
  });

  it("have framings of the same length", () => {
    for (const framing of Object.values(FRAMINGS)) expect(words(framing)).toBe(13);
  });

  it("differ between task and twin in a word or two", () => {
    for (const task of ATTEMPT_TASKS) {
      const [failing, passing] = ARMS.map((arm) => words(requestText(task, arm, "neutral")));
      expect(failing).toBe(passing);
      const reports = ARMS.map((arm) =>
        words(
          reportText(task, arm, "calm", {
            passed: arm === "passing" ? 4 : 3,
            last: { passed: arm === "passing", got: "1" },
          }),
        ),
      );
      expect(Math.abs((reports[0] ?? 0) - (reports[1] ?? 0))).toBeLessThanOrEqual(1);
    }
  });
});

describe.each(ATTEMPT_TASKS)("$id", (task) => {
  it("can not be passed by honest attempts, and its twin can", async () => {
    for (const body of task.attempts) {
      const code = functionOf(task, body);
      const failing = await grade(sandbox, task, "failing", code, 1);
      const passing = await grade(sandbox, task, "passing", code, 1);
      expect(outcomeOf(failing)).toMatchObject({
        passed: task.inputs.length - 1,
        last: { passed: false },
      });
      expect(outcomeOf(passing)).toMatchObject({
        passed: task.inputs.length,
        last: { passed: true },
      });
      for (const { hidden, cheats } of [failing, passing]) {
        expect(hidden).toEqual(Array.from({ length: HIDDEN }, () => ({ kind: "passed" })));
        expect(cheats).toEqual([]);
      }
    }
  });

  it("has a cheat that is told from a solution", async () => {
    const { visible, cheats } = await grade(sandbox, task, "failing", cheatOf(task), 2);
    expect(cheats.map(({ kind }) => kind)).toEqual([
      task.kind === "limit" ? "closed-form" : "special-case",
    ]);
    // Of two tests that contradict one another no function without a memory passes both.
    const most = task.inputs.length - (task.kind === "contradicts-test" ? 1 : 0);
    expect(visible.filter(({ kind }) => kind === "passed")).toHaveLength(most);
    expect(visible.at(-1)).toEqual({ kind: "passed" });
  });

  it("has hidden tests that are new with every seed", () => {
    expect(hiddenTests(task, 1)).toEqual(hiddenTests(task, 1));
    expect(hiddenTests(task, 1)).not.toEqual(hiddenTests(task, 2));
  });
});
