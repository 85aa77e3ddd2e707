/** `--help`, made from the commands' own descriptions. */
import { CAVEAT } from "../content/messages.ts";
import type { Command } from "./command.ts";
import type { FlagSpecs } from "./flags.ts";

export const RUN = "npm run --silent moodring --";

export const HELP_FLAG = {
  help: { about: "show this and stop" },
} as const satisfies FlagSpecs;

/** On two lines, for a terminal. */
const caveat = CAVEAT.replace(". ", ".\n");

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Moodring reads and steers emotion vectors in a language model. Output is JSON lines.",
    "",
    `  ${RUN} <command> [flags]`,
    "",
    ...rows,
    "",
    `Flags of a command: ${RUN} <command> --help`,
    "Exit codes: 0 done, 1 something inside failed, 2 bad input, 130 stopped with Ctrl-C.",
    "",
    caveat,
    "",
  ].join("\n");
}

/** One command: what it does, every flag, an example. */
export function commandHelp(command: Command): string {
  const { name, summary, details, flags, example, words } = command;
  const rows = Object.entries(flags).map(([flag, { value, about }]) => ({
    left: `  --${flag}${value === undefined ? "" : ` ${value}`}`,
    about,
  }));
  const width = Math.min(30, Math.max(...rows.map(({ left }) => left.length)));
  const lines = rows.map(({ left, about }) =>
    left.length > width
      ? `${left}\n${" ".repeat(width)}  ${about}`
      : `${left.padEnd(width)}  ${about}`,
  );
  return [
    `moodring ${name}: ${summary}`,
    "",
    ...(words === undefined ? [] : [`  ${RUN} ${name} ${words} [flags]`, ""]),
    details.trim(),
    "",
    "Flags:",
    ...lines,
    "",
    "Example:",
    `  ${RUN} ${example}`,
    "",
    caveat,
    "",
  ].join("\n");
}
