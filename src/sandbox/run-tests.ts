import { MAX_CODE_CHARACTERS, type RunRequest, type TestResult } from "./contract.ts";
import { forgetInterpreter, interpreter } from "./interpreter.ts";
import { runTest } from "./run-test.ts";

const NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * Runs code against tests in this thread, each test in a fresh interpreter. It blocks for as long as
 * the limits allow; the page runs it in a worker (open-sandbox.ts).
 * Throws RangeError for a name that is no identifier.
 */
export async function runTests({ code, name, tests, limits }: RunRequest): Promise<TestResult[]> {
  if (!NAME.test(name)) throw new RangeError("the name of the function is no identifier");
  if (code.length > MAX_CODE_CHARACTERS) {
    const message = `longer than ${MAX_CODE_CHARACTERS} characters`;
    return tests.map(() => ({ kind: "does-not-parse", message }));
  }
  const results: TestResult[] = [];
  for (const test of tests) {
    const module = await interpreter();
    try {
      results.push(runTest(module, { code: code.toWellFormed(), name, test, limits }));
    } catch (error) {
      // The interpreter itself broke down, by way of the host's stack or its memory.
      forgetInterpreter();
      results.push({ kind: "threw", message: `the interpreter gave up: ${nameOf(error)}` });
    }
  }
  return results;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
