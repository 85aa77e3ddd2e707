/** What a command is: flags, help, and what it does. */
import type { FlagSpecs, Flags } from "./flags.ts";
import type { Io } from "./io.ts";

export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** The rest of the help: input, output, units. Lines of at most 100 characters. */
  readonly details: string;
  readonly example: string;
  readonly flags: FlagSpecs;
  /** What words that belong to no flag mean, for the help; a command without it takes none. */
  readonly words?: string;
  /** @throws UsageError, EngineError */
  run(flags: Flags, io: Io): Promise<void>;
}
