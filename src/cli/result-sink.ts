/** A result file that grows line by line, and goes on where a killed run left it. */
import { open, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  difference,
  parseResultFile,
  type ResultHeader,
  resultLine,
} from "../experiments/result-file.ts";
import type { ItemRow } from "../experiments/run-items.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

export interface ResultSink {
  /** Rows that an earlier run left. */
  readonly rows: ReadonlyMap<string, unknown>;
  /** Resolves once the line is on the disk. */
  write(row: ItemRow): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens `out` for the rows of a run. A file that is there must be of the same run and shard.
 * @throws UsageError, ResultFileError
 */
export async function openResults(
  out: string | undefined,
  header: ResultHeader,
  io: Pick<Io, "stdout" | "cwd">,
): Promise<ResultSink> {
  if (out === undefined) {
    await io.stdout(resultLine(header));
    return {
      rows: new Map(),
      write: async (row) => io.stdout(resultLine(row)),
      close: async () => {},
    };
  }
  const path = resolve(io.cwd, out);
  const known = await existing(path, out);
  const begun = known === null || known.trim() === "" || !known.includes("\n") ? null : known;
  const before = begun === null ? null : parseResultFile(begun, out);
  if (before !== null) sameRun(before.header, header, out);
  const file = await open(path, before === null ? "w" : "r+").catch(() => {
    throw new UsageError(`${out} cannot be written: is its folder there?`);
  });
  // What lies beyond the last whole line was cut off in the middle.
  const end = before === null ? 0 : Buffer.byteLength(begun?.slice(0, before.wholeLength) ?? "");
  await file.truncate(end);
  let at = end;
  const append = async (text: string) => {
    const bytes = Buffer.from(text);
    await file.write(bytes, 0, bytes.length, at);
    await file.datasync();
    at += bytes.length;
  };
  if (before === null) await append(resultLine(header));
  return {
    rows: before?.rows ?? new Map(),
    write: (row) => append(resultLine(row)),
    close: () => file.close(),
  };
}

async function existing(path: string, out: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (!found.isFile()) throw new UsageError(`${out} is there already and is not a plain file.`);
  return readFile(path, "utf8");
}

/** @throws UsageError where the file is another run's, or another shard's */
function sameRun(before: ResultHeader, header: ResultHeader, out: string): void {
  const why = difference(before, header);
  if (why !== null) {
    throw new UsageError(
      `${out} is of another run: it has ${why}. Write to another file, or ask for the same run.`,
    );
  }
  const [was, is] = [before.shard, header.shard];
  if (was.index !== is.index || was.count !== is.count) {
    throw new UsageError(
      `${out} was begun as shard ${was.index}/${was.count}, not ${is.index}/${is.count}. Go on with --shard ${was.index}/${was.count}, or write to another file.`,
    );
  }
}
