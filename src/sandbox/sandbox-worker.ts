/** The worker that code runs in: one request in, one answer out. */
import type { RunRequest } from "./contract.ts";
import type { Answer } from "./open-sandbox.ts";
import { runTests } from "./run-tests.ts";

self.onmessage = async ({ data }: MessageEvent<RunRequest>) => {
  self.postMessage(await answer(data));
};

async function answer(request: RunRequest): Promise<Answer> {
  try {
    return { kind: "results", results: await runTests(request) };
  } catch (error) {
    return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
}
