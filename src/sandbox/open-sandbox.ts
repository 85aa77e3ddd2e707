/**
 * The sandbox for where this runs: in the page a worker of its own, which is ended when it does not
 * answer in time; in Node, this thread.
 */
import type { RunRequest, Sandbox, TestResult } from "./contract.ts";

/** Milliseconds beyond a run's own limits before its worker is taken for hung: it also starts in them. */
const GRACE = 5000;

/** What the worker answers with. */
export type Answer =
  | { readonly kind: "results"; readonly results: readonly TestResult[] }
  | { readonly kind: "fault"; readonly message: string };

/** The part of a Worker that is used, so that tests can stand in for one. */
export interface SandboxWorker {
  onmessage: ((event: { readonly data: Answer }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  postMessage(request: RunRequest): void;
  terminate(): void;
}

/** A sandbox in whatever thread serves here. */
export function openSandbox(): Sandbox {
  if (typeof Worker === "undefined") {
    return {
      run: async (request) => (await import("./run-tests.ts")).runTests(request),
    };
  }
  return sandboxIn(
    () =>
      new Worker(new URL("./sandbox-worker.ts", import.meta.url), {
        type: "module",
      }) as SandboxWorker,
  );
}

/**
 * Runs one request after the other in a worker. One that outlasts its limits costs the worker, and
 * each of its tests counts as timed out. Rejects where the worker can not be loaded.
 */
export function sandboxIn(open: () => SandboxWorker, grace = GRACE): Sandbox {
  let worker: SandboxWorker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    worker?.terminate();
    worker = null;
  };
  const one = (request: RunRequest) =>
    new Promise<TestResult[]>((resolve, reject) => {
      worker ??= open();
      const longest = request.tests.length * request.limits.milliseconds + grace;
      const clock = setTimeout(() => {
        end();
        resolve(request.tests.map(() => ({ kind: "timed-out" })));
      }, longest);
      const fail = (message: string) => {
        clearTimeout(clock);
        end();
        reject(new Error(message));
      };
      worker.onmessage = ({ data }) => {
        if (data.kind === "fault") return fail(data.message);
        clearTimeout(clock);
        resolve([...data.results]);
      };
      worker.onerror = () => fail("the sandbox for code did not start; reload the page");
      worker.postMessage(request);
    });
  return {
    run(request) {
      const result = last.then(() => one(request));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
