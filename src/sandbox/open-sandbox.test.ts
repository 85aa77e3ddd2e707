import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type RunRequest } from "./contract.ts";
import { openSandbox, type SandboxWorker, sandboxIn } from "./open-sandbox.ts";
import { runTests } from "./run-tests.ts";

const request = (code: string): RunRequest => ({
  code,
  name: "f",
  tests: [{ args: [], expected: 1 }],
  limits: { ...DEFAULT_LIMITS, milliseconds: 100 },
});

/** Runs in this thread; code that says HANG is never answered. */
function fakeWorker(log: string[]): SandboxWorker {
  log.push("open");
  const worker: SandboxWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => log.push("end"),
    async postMessage(asked) {
      if (asked.code === "HANG") return;
      if (asked.code === "BREAK") {
        worker.onerror?.({});
        return;
      }
      worker.onmessage?.({ data: { kind: "results", results: await runTests(asked) } });
    },
  };
  return worker;
}

describe("a sandbox in a worker", () => {
  it("answers one after the other with one worker", async () => {
    const log: string[] = [];
    const sandbox = sandboxIn(() => fakeWorker(log));
    const both = await Promise.all([
      sandbox.run(request("const f = () => 1")),
      sandbox.run(request("const f = () => 2")),
    ]);
    expect(both.flat()).toEqual([{ kind: "passed" }, { kind: "failed", got: "2", expected: "1" }]);
    expect(log).toEqual(["open"]);
  });

  it("ends a worker that hangs, and goes on with another", async () => {
    const log: string[] = [];
    const sandbox = sandboxIn(() => fakeWorker(log), 20);
    expect(await sandbox.run(request("HANG"))).toEqual([{ kind: "timed-out" }]);
    expect(await sandbox.run(request("const f = () => 1"))).toEqual([{ kind: "passed" }]);
    expect(log).toEqual(["open", "end", "open"]);
  });

  it("says when it can not start, and tries again the next time", async () => {
    const log: string[] = [];
    const sandbox = sandboxIn(() => fakeWorker(log));
    await expect(sandbox.run(request("BREAK"))).rejects.toThrow("did not start");
    expect(await sandbox.run(request("const f = () => 1"))).toEqual([{ kind: "passed" }]);
  });

  it("is this thread where there are no workers", async () => {
    expect(await openSandbox().run(request("const f = () => 1"))).toEqual([{ kind: "passed" }]);
  });
});
