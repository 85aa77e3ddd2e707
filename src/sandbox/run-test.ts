/** One test in an interpreter of its own. */
import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { CodeTest, Data, Limits, TestResult } from "./contract.ts";
import { FENCE } from "./fence.ts";
import { sameData } from "./same-data.ts";

/** What stopped a run from outside; code can not catch it. */
type Stop = "timed-out" | "too-much-output";

interface Watch {
  stop: Stop | null;
  printed: number;
}

/** Longest message and longest shown value, in characters. */
const SHOWN = 300;

export interface TestRun {
  readonly code: string;
  readonly name: string;
  readonly test: CodeTest;
  readonly limits: Limits;
}

/**
 * Runs a test; whatever the code does ends in a result.
 * @throws WebAssembly.RuntimeError and the like where the interpreter itself broke down
 */
export function runTest(
  module: QuickJSWASMModule,
  { code, name, test, limits }: TestRun,
): TestResult {
  const runtime = module.newRuntime();
  const watch: Watch = { stop: null, printed: 0 };
  try {
    const context = runtime.newContext();
    try {
      guard(runtime, watch, limits);
      // Taken before the code runs, which may replace them.
      const json = context.getProp(context.global, "JSON");
      const stringify = context.getProp(json, "stringify");
      const parse = context.getProp(json, "parse");
      try {
        addConsole(context, watch, limits);
        context.unwrapResult(context.evalCode(FENCE, "fence.js")).dispose();
        return tried({ context, watch, stringify, parse, code, name, test, limits });
      } finally {
        for (const handle of [parse, stringify, json]) handle.dispose();
      }
    } finally {
      context.dispose();
    }
  } finally {
    runtime.dispose();
  }
}

function guard(runtime: QuickJSRuntime, watch: Watch, limits: Limits): void {
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  const end = performance.now() + limits.milliseconds;
  let ticks = 0;
  runtime.setInterruptHandler(() => {
    ticks++;
    if (performance.now() > end || (limits.ticks !== null && ticks > limits.ticks)) {
      watch.stop ??= "timed-out";
    }
    return watch.stop !== null;
  });
}

/** Prints nowhere: characters are counted, and too many end the run. */
function addConsole(context: QuickJSContext, watch: Watch, limits: Limits): void {
  const log = context.newFunction("log", (...values) => {
    for (const value of values) {
      const length = context.typeof(value) === "string" ? stringLength(context, value) : 1;
      watch.printed += length + 1;
    }
    if (watch.printed > limits.outputCharacters) watch.stop ??= "too-much-output";
  });
  const console = context.newObject();
  for (const name of ["log", "info", "warn", "error", "debug"]) context.setProp(console, name, log);
  context.setProp(context.global, "console", console);
  console.dispose();
  log.dispose();
}

interface Trial extends TestRun {
  readonly context: QuickJSContext;
  readonly watch: Watch;
  readonly stringify: QuickJSHandle;
  readonly parse: QuickJSHandle;
}

function tried(trial: Trial): TestResult {
  const { context, code, name, test } = trial;
  const parsed = context.evalCode(code, "attempt.js", { compileOnly: true });
  if (parsed.error) {
    const error = parsed.error;
    const result = failure(trial, error);
    return result.kind === "threw" ? { ...result, kind: "does-not-parse" } : result;
  }
  parsed.value.dispose();
  const ran = context.evalCode(code, "attempt.js");
  if (ran.error) return failure(trial, ran.error);
  ran.value.dispose();
  if (trial.watch.stop !== null) return { kind: trial.watch.stop };
  // A name that a const holds is no property of the global object.
  const found = context.evalCode(`typeof ${name} === "function" ? ${name} : undefined`, "name.js");
  if (found.error) {
    const result = failure(trial, found.error);
    return result.kind === "threw" ? { kind: "no-such-function" } : result;
  }
  const call = found.value;
  const args = handOver(trial, test.args);
  try {
    if (context.typeof(call) !== "function") return { kind: "no-such-function" };
    if (args === null) return { kind: "out-of-memory" };
    const returned = context.callFunction(call, context.undefined, args);
    if (returned.error) return failure(trial, returned.error);
    try {
      return judged(trial, returned.value);
    } finally {
      returned.value.dispose();
    }
  } finally {
    for (const handle of args ?? []) handle.dispose();
    call.dispose();
  }
}

/** Each argument as a value of the interpreter's own. Null where they do not fit into its memory. */
function handOver({ context, parse }: Trial, args: readonly Data[]): QuickJSHandle[] | null {
  const handles: QuickJSHandle[] = [];
  for (const arg of args) {
    const text = context.newString(JSON.stringify(arg));
    const value = context.callFunction(parse, context.undefined, text);
    text.dispose();
    if (value.error) {
      value.error.dispose();
      for (const handle of handles) handle.dispose();
      return null;
    }
    handles.push(value.value);
  }
  return handles;
}

function judged(trial: Trial, value: QuickJSHandle): TestResult {
  const { context, watch, stringify, limits, test } = trial;
  if (watch.stop !== null) return { kind: watch.stop };
  const room = limits.outputCharacters - watch.printed;
  const expected = JSON.stringify(test.expected);
  const type = context.typeof(value);
  if (type === "string" && stringLength(context, value) > room) return { kind: "too-much-output" };
  if (type === "number") {
    const got = context.getNumber(value);
    return got === test.expected ? { kind: "passed" } : failed(String(got), expected);
  }
  const text = context.callFunction(stringify, context.undefined, value);
  if (text.error) return failure(trial, text.error);
  try {
    if (watch.stop !== null) return { kind: watch.stop };
    if (context.typeof(text.value) !== "string") return failed(type, expected);
    if (stringLength(context, text.value) > room) return { kind: "too-much-output" };
    const json = context.getString(text.value);
    return sameData(JSON.parse(json) as Data, test.expected)
      ? { kind: "passed" }
      : failed(json, expected);
  } finally {
    text.value.dispose();
  }
}

function failed(got: string, expected: string): TestResult {
  return { kind: "failed", got: shortened(got), expected: shortened(expected) };
}

/** Of a string value; a property of a primitive, which no code can replace. */
function stringLength(context: QuickJSContext, value: QuickJSHandle): number {
  const length = context.getProp(value, "length");
  const characters = context.getNumber(length);
  length.dispose();
  return characters;
}

/** From what was thrown. Reading it may run the code's own getters, which are watched as well. */
function failure({ context, watch }: Trial, error: QuickJSHandle): TestResult {
  try {
    if (watch.stop !== null) return { kind: watch.stop };
    const message = told(context, error);
    if (watch.stop !== null) return { kind: watch.stop };
    if (message === "out of memory" || message === "InternalError: out of memory") {
      return { kind: "out-of-memory" };
    }
    return { kind: "threw", message: shortened(message) };
  } finally {
    error.dispose();
  }
}

/** “TypeError: not a function”, or a thrown text; never more of it than is shown. */
function told(context: QuickJSContext, error: QuickJSHandle): string {
  if (context.typeof(error) !== "object") return primitive(context, error);
  const parts = ["name", "message"].map((key) => {
    const value = context.getProp(error, key);
    const text = context.typeof(value) === "object" ? "" : primitive(context, value);
    value.dispose();
    return text;
  });
  return parts.filter((text) => text !== "" && text !== "undefined").join(": ") || "an object";
}

function primitive(context: QuickJSContext, value: QuickJSHandle): string {
  const type = context.typeof(value);
  if (type === "string") {
    return stringLength(context, value) > 10 * SHOWN ? "a long text" : context.getString(value);
  }
  if (type === "number") return String(context.getNumber(value));
  return type;
}

function shortened(text: string): string {
  const whole = text.toWellFormed();
  return whole.length > SHOWN ? `${whole.slice(0, SHOWN).toWellFormed()}…` : whole;
}
