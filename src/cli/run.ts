/** From words on the command line to an exit code. */
import { EngineError, type ErrorKind } from "../engine/errors.ts";
import { ResultFileError } from "../experiments/result-file.ts";
import type { Command } from "./command.ts";
import { dose } from "./commands/dose.ts";
import { experiment } from "./commands/experiment.ts";
import { generate } from "./commands/generate.ts";
import { merge } from "./commands/merge.ts";
import { read } from "./commands/read.ts";
import { score } from "./commands/score.ts";
import { vectors } from "./commands/vectors.ts";
import { parseFlags } from "./flags.ts";
import { commandHelp, overview } from "./help.ts";
import type { Io } from "./io.ts";
import { quote, UsageError } from "./usage-error.ts";

export const COMMANDS: readonly Command[] = [
  read,
  dose,
  generate,
  score,
  experiment,
  merge,
  vectors,
];

export const EXIT = { done: 0, failed: 1, badInput: 2, stopped: 130 } as const;

/** Failures of the engine that the user can put right. */
const USERS: readonly ErrorKind[] = [
  "bad-input",
  "corrupt-model",
  "missing-file",
  "no-vectors",
  "unsupported-model",
];

/** Runs one command. Whatever fails is one line on standard error. @returns the exit code */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    await run(argv, io);
    return EXIT.done;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.stderr(`moodring: ${why.replace(/\s+/g, " ").trim()}\n`);
    return exitCode(error);
  }
}

async function run([name, ...rest]: readonly string[], io: Io): Promise<void> {
  if (name === undefined) {
    throw new UsageError(`Which command? There are: ${names()}. --help tells more.`);
  }
  if (name === "--help" || name === "-h" || name === "help") {
    await io.stdout(overview(COMMANDS));
    return;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    throw new UsageError(`There is no command ${quote(name)}. There are: ${names()}.`);
  }
  // Help is given whatever else is on the line.
  if (rest.includes("--help") || rest.includes("-h")) {
    await io.stdout(commandHelp(command));
    return;
  }
  await command.run(parseFlags(rest, command.flags, command.words !== undefined), io);
}

function names(): string {
  return COMMANDS.map((command) => command.name).join(", ");
}

function exitCode(error: unknown): number {
  if (error instanceof UsageError || error instanceof ResultFileError) return EXIT.badInput;
  if (!(error instanceof EngineError)) return EXIT.failed;
  if (error.kind === "cancelled") return EXIT.stopped;
  return USERS.includes(error.kind) ? EXIT.badInput : EXIT.failed;
}
