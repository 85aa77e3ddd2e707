/** Flags of a command: one description serves parsing and `--help`. */
import { parseArgs } from "node:util";
import { quote, UsageError } from "./usage-error.ts";

export interface FlagSpec {
  /** What the value is, for people: "FILE", "n". A flag without one is a switch. */
  readonly value?: string;
  readonly about: string;
}

export type FlagSpecs = Readonly<Record<string, FlagSpec>>;

/** A plain decimal number: no hex, no blanks, no words such as Infinity. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a string is. @throws UsageError naming `what` */
export function parseNumber(what: string, text: string): number {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new UsageError(`${what} ${quote(text)} is not a number.`);
  return value;
}

/** Flags as given, with readers that check what they hold. */
export class Flags {
  readonly #values: ReadonlyMap<string, string | true>;
  /** Words that belong to no flag, for a command that takes some. */
  readonly words: readonly string[];

  constructor(values: ReadonlyMap<string, string | true>, words: readonly string[] = []) {
    this.#values = values;
    this.words = words;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === true ? undefined : value;
  }

  /** @throws UsageError where the flag is missing or empty */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new UsageError(`--${name} is missing.`);
    if (value.trim() === "") throw new UsageError(`--${name} is empty.`);
    return value;
  }

  /** @throws UsageError where it is no number from `low` to `high` */
  number(name: string, fallback: number, low: number, high = Number.MAX_VALUE): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = parseNumber(`--${name}`, text);
    if (value < low || value > high) throw outOfRange(name, text, low, high);
    return value;
  }

  /** @throws UsageError where it is no whole number from `low` to `high` */
  integer(name: string, fallback: number, low: number, high: number): number {
    const value = this.number(name, fallback, low, high);
    if (Number.isInteger(value)) return value;
    throw new UsageError(`--${name} ${quote(this.text(name) ?? "")} is not a whole number.`);
  }

  /** @throws UsageError where it is none of `choices` */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new UsageError(`--${name} ${quote(text)} is not one of: ${choices.join(", ")}.`);
  }
}

/**
 * @param takesWords whether words that belong to no flag mean something
 * @throws UsageError for unknown flags, missing values, flags given twice and stray words
 */
export function parseFlags(argv: readonly string[], specs: FlagSpecs, takesWords = false): Flags {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const values = new Map<string, string | true>();
  const words: string[] = [];
  for (const token of readTokens(argv, options, specs)) {
    if (token.kind === "positional" && takesWords) words.push(token.value);
    else if (token.kind === "positional") {
      throw new UsageError(`${quote(token.value)} is not a flag. Put text with blanks in quotes.`);
    }
    if (token.kind !== "option") continue;
    if (values.has(token.name)) throw new UsageError(`--${token.name} is given twice.`);
    values.set(token.name, token.value ?? true);
  }
  return new Flags(values, words);
}

function readTokens(
  argv: readonly string[],
  options: Record<string, { type: "boolean" | "string" }>,
  specs: FlagSpecs,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, tokens: true }).tokens;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new UsageError(explain(error.message, specs));
  }
}

/** Node's messages run over several lines and name no remedy that fits here. */
function explain(message: string, specs: FlagSpecs): string {
  const name = /'(-[^\s']*)/.exec(message)?.[1] ?? "A flag";
  if (message.startsWith("Unknown option")) {
    const known = Object.keys(specs).map((flag) => `--${flag}`);
    return `${name} is not a flag here. There are: ${known.join(", ")}.`;
  }
  if (message.includes("ambiguous")) {
    return `${name} is followed by another flag. A value that starts with a dash goes behind =, as in ${name}=-1.`;
  }
  if (message.includes("does not take")) return `${name} takes no value.`;
  if (message.includes("missing")) return `${name} needs a value.`;
  return message;
}

function outOfRange(name: string, text: string, low: number, high: number): UsageError {
  const range = high === Number.MAX_VALUE ? `${low} or more` : `from ${low} to ${high}`;
  return new UsageError(`--${name} must be ${range}, not ${text}.`);
}
