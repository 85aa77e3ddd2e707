/** JSON lines in: every line checked before the first one is used. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as v from "valibot";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** A line of input: the whole object as it came, what was asked of it, and where it stands. */
export interface InputLine<T> {
  readonly given: Readonly<Record<string, unknown>>;
  readonly value: T;
  /** "texts.jsonl, line 3": how a message names it. */
  readonly where: string;
}

/** What messages call the input that `--in` names. */
export function inputName(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** Reads a file, or standard input for "-". @throws UsageError */
export async function readInput(path: string, io: Pick<Io, "cwd" | "stdin">): Promise<Uint8Array> {
  if (path === "-") return io.stdin();
  try {
    return await readFile(resolve(io.cwd, path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why =
      code === "ENOENT" ? "is not there" : code === "EISDIR" ? "is a folder" : "cannot be read";
    throw new UsageError(`${path} ${why}.`);
  }
}

/**
 * Checks every line against a schema. Blank lines are skipped, but counted.
 * @param name how messages call the input
 * @throws UsageError with the number of the first bad line; for no lines at all
 */
export function parseJsonLines<T>(
  bytes: Uint8Array,
  name: string,
  schema: v.GenericSchema<unknown, T>,
): readonly InputLine<T>[] {
  const lines: InputLine<T>[] = [];
  for (const [index, text] of decode(bytes, name).split("\n").entries()) {
    if (text.trim() === "") continue;
    const where = `${name}, line ${index + 1}`;
    const given = parseObject(text, where);
    const result = v.safeParse(schema, given);
    if (!result.success) {
      const [issue] = result.issues;
      const path = v.getDotPath(issue);
      throw new UsageError(`${where}: ${path ? `${path}: ` : ""}${oneLine(issue.message)}.`);
    }
    lines.push({ given, value: result.output, where });
  }
  if (lines.length === 0) throw new UsageError(`${name} is empty: it has no JSON line.`);
  return lines;
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text.`);
  }
}

function parseObject(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? oneLine(error.message) : "cannot be parsed";
    throw new UsageError(`${where} is not JSON: ${why}.`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new UsageError(`${where} is not a JSON object in braces.`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\.$/, "");
}
