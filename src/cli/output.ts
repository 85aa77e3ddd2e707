/** JSON lines out: to standard output line by line, or to a file that appears only when whole. */
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { FlagSpecs } from "./flags.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

export const OUT_FLAG = {
  out: { value: "FILE", about: "write there, whole or not at all (default: standard output)" },
} as const satisfies FlagSpecs;

export interface LineSink {
  write(line: Readonly<Record<string, unknown>>): Promise<void>;
  /** All is written: the file takes its name. */
  commit(): Promise<void>;
  /** Something failed: nothing is left behind. */
  discard(): Promise<void>;
}

/** @param out a path relative to the user's folder. @throws UsageError where it cannot be written */
export async function openSink(
  out: string | undefined,
  io: Pick<Io, "stdout" | "cwd">,
): Promise<LineSink> {
  if (out !== undefined) return openFile(out, io.cwd);
  return {
    write: async (line) => io.stdout(`${JSON.stringify(line)}\n`),
    commit: async () => {},
    discard: async () => {},
  };
}

async function openFile(out: string, cwd: string): Promise<LineSink> {
  const path = await target(out, cwd);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  let file: FileHandle;
  try {
    file = await open(draft, "w");
  } catch {
    throw new UsageError(`${out} cannot be written: is its folder there?`);
  }
  return {
    write: async (line) => {
      await file.write(`${JSON.stringify(line)}\n`);
    },
    commit: async () => {
      await file.close();
      await rename(draft, path);
    },
    discard: async () => {
      await file.close();
      await rm(draft, { force: true });
    },
  };
}

/** Where the file goes; a link is followed, so that renaming does not replace the link. */
async function target(out: string, cwd: string): Promise<string> {
  const path = resolve(cwd, out);
  const known = await stat(path).catch(() => null);
  if (known === null) return path;
  if (!known.isFile()) throw new UsageError(`${out} is there already and is not a plain file.`);
  return realpath(path);
}
