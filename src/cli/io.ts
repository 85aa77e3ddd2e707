/** Everything that the command line touches outside itself, so that tests can stand in for it. */
import { withModel } from "./open-model.ts";

export interface Io {
  /** Writes to standard output; resolves when more may be written. */
  readonly stdout: (text: string) => void | Promise<void>;
  readonly stderr: (text: string) => void;
  /** All of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Paths that the user writes are relative to this folder. */
  readonly cwd: string;
  /** Set off by Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Brings a model up and puts it away. Tests share one between commands. */
  readonly withModel: typeof withModel;
}

/** Standard streams of this process. */
export function processIo(signal: AbortSignal): Io {
  return {
    stdout: (text) => writeAndDrain(process.stdout, text),
    stderr: (text) => void process.stderr.write(text),
    stdin: async () => {
      const parts: Uint8Array[] = [];
      for await (const part of process.stdin) parts.push(part as Uint8Array);
      return Buffer.concat(parts);
    },
    cwd: userFolder(process.env, process.cwd()),
    signal,
    withModel,
  };
}

/** `npm run` moves to the package's folder; npm tells where the user stood. */
export function userFolder(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const { INIT_CWD: start, npm_lifecycle_event: script } = env;
  return start !== undefined && (script === "moodring" || script === "vectors") ? start : cwd;
}

function writeAndDrain(stream: NodeJS.WriteStream, text: string): void | Promise<void> {
  if (stream.write(text)) return;
  return new Promise((resolve) => stream.once("drain", resolve));
}
