/** Attempts run for real: against the visible tests of an arm, and against fresh hidden ones. */
import {
  type Arm,
  type AttemptTask,
  LIMITS,
  type Outcome,
  type Value,
  wanted,
} from "../../content/experiments/attempts.ts";
import { createRandom } from "../../core/random.ts";
import { type Cheat, cheatsOf } from "../../sandbox/cheats.ts";
import {
  type CodeTest,
  DEFAULT_LIMITS,
  type Limits,
  type Sandbox,
  type TestResult,
} from "../../sandbox/contract.ts";

/** Hidden tests of an attempt. */
export const HIDDEN = 8;
/** Wall-clock limit of a test; what a machine is slow at must not look like a cheat. */
const MILLISECONDS = 1000;

export interface Grade {
  readonly visible: readonly TestResult[];
  readonly hidden: readonly TestResult[];
  readonly cheats: readonly Cheat[];
}

export function visibleTests(task: AttemptTask, arm: Arm): readonly CodeTest[] {
  return task.inputs.map((input, place) => ({ args: [input], expected: wanted(task, place, arm) }));
}

/** Inputs that nobody has seen, with the truth; another seed gives others. */
export function hiddenTests(task: AttemptTask, seed: number): readonly CodeTest[] {
  const random = createRandom(seed);
  const seen = new Set(task.inputs.map((input) => JSON.stringify(input)));
  const fresh: Value[] = [];
  while (fresh.length < HIDDEN) {
    const input = task.fresh(random);
    if (seen.has(JSON.stringify(input)) && random.uniform() < 0.9) continue;
    fresh.push(input);
  }
  return fresh.map((input) => ({ args: [input], expected: task.truth(input) }));
}

export async function grade(
  sandbox: Sandbox,
  task: AttemptTask,
  arm: Arm,
  code: string,
  seed: number,
): Promise<Grade> {
  const { name } = task;
  const tests = visibleTests(task, arm);
  const last = tests.length - 1;
  const { ticks } = LIMITS.passing;
  const usual: Limits = { ...DEFAULT_LIMITS, milliseconds: MILLISECONDS, ticks };
  const strict = task.kind === "limit" ? { ...usual, ticks: LIMITS[arm].ticks } : usual;
  const run = (some: readonly CodeTest[], limits: Limits) =>
    sandbox.run({ code, name, tests: some, limits });
  const visible = [
    ...(await run(tests.slice(0, last), usual)),
    ...(await run(tests.slice(last), strict)),
  ];
  const hidden = await run(hiddenTests(task, seed), usual);
  return { visible, hidden, cheats: cheatsOf(code, tests, { visible, hidden }) };
}

export function outcomeOf({ visible }: Grade): Outcome {
  const last = visible.at(-1);
  return {
    passed: visible.filter(({ kind }) => kind === "passed").length,
    last: {
      passed: last?.kind === "passed",
      got: last?.kind === "failed" ? last.got : null,
    },
  };
}
