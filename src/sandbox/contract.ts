/**
 * Running JavaScript functions that nobody has looked at, against tests.
 *
 * The code runs in an interpreter of its own (QuickJS as WebAssembly), which has the language and
 * nothing else: no host objects, no network, no page, no files, no modules. Every test has an
 * interpreter of its own, so that nothing is left over from one to the next.
 */

/** What a test hands over and what it takes back: plain data. */
export type Data =
  | null
  | boolean
  | number
  | string
  | readonly Data[]
  | { readonly [key: string]: Data };

export interface CodeTest {
  readonly args: readonly Data[];
  readonly expected: Data;
}

export interface Limits {
  /** Wall-clock time of one test, milliseconds. */
  readonly milliseconds: number;
  /**
   * Work of one test, in calls of the interpreter's interrupt handler: one in some ten thousand jumps
   * and calls. The same on every machine. Null for no limit but the clock.
   */
  readonly ticks: number | null;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** Characters that one test may print and return, together. */
  readonly outputCharacters: number;
}

export const DEFAULT_LIMITS: Limits = {
  milliseconds: 500,
  ticks: null,
  memoryBytes: 32 * 1024 * 1024,
  stackBytes: 256 * 1024,
  outputCharacters: 10_000,
};

/** Characters of code that are run at all. */
export const MAX_CODE_CHARACTERS = 100_000;

export interface RunRequest {
  readonly code: string;
  /** Name of the function that the tests call, an identifier. */
  readonly name: string;
  readonly tests: readonly CodeTest[];
  readonly limits: Limits;
}

/** How one test went. Texts are what a person reads: data as JSON, messages as the interpreter's. */
export type TestResult =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly got: string; readonly expected: string }
  | { readonly kind: "threw"; readonly message: string }
  | { readonly kind: "timed-out" }
  | { readonly kind: "out-of-memory" }
  | { readonly kind: "too-much-output" }
  | { readonly kind: "does-not-parse"; readonly message: string }
  | { readonly kind: "no-such-function" };

/** Code that runs: one result a test, in order. Rejects only where the interpreter itself is missing. */
export interface Sandbox {
  run(request: RunRequest): Promise<TestResult[]>;
}
