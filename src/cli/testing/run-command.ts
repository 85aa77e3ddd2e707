/** For tests: runs a command in this process and keeps what it wrote. */
import type { Io } from "../io.ts";
import { main } from "../run.ts";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON lines. */
  readonly lines: readonly Record<string, unknown>[];
}

export type TestIo = Pick<Io, "cwd" | "withModel"> & {
  readonly stdin?: string;
  readonly signal?: AbortSignal;
};

export async function runCommand(argv: readonly string[], io: TestIo): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  const code = await main(argv, {
    cwd: io.cwd,
    withModel: io.withModel,
    stdin: async () => new TextEncoder().encode(io.stdin ?? ""),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    ...(io.signal && { signal: io.signal }),
  });
  return {
    code,
    stdout,
    stderr,
    get lines() {
      return stdout
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}
