/** `moodring merge`: one result of the result files of all shards. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  headerSettings,
  mergeResults,
  parseResultFile,
  ResultFileError,
} from "../../experiments/result-file.ts";
import type { Command } from "../command.ts";
import { findExperiment } from "../experiments.ts";
import { HELP_FLAG } from "../help.ts";
import { OUT_FLAG, openSink } from "../output.ts";
import { UsageError } from "../usage-error.ts";

export const merge: Command = {
  name: "merge",
  words: "FILE FILE …",
  summary: "put the result files of an experiment's shards together",
  details: `
The files must be of one run: the same experiment, settings, model and version. Every item must be there
once. Rows come in the order of a run in one piece, whatever the order of the files.`,
  example: "merge one.jsonl two.jsonl --out whole.jsonl",
  flags: { ...OUT_FLAG, ...HELP_FLAG },
  async run(flags, io) {
    if (flags.words.length === 0)
      throw new UsageError("Which files? Name the shards' result files.");
    const files = await Promise.all(
      flags.words.map(async (name) => {
        const text = await readFile(resolve(io.cwd, name), "utf8").catch(() => {
          throw new UsageError(`${name} cannot be read: is it there?`);
        });
        return { ...parseResultFile(text, name), name };
      }),
    );
    const [{ header }] = files as [(typeof files)[number]];
    const experiment = await findExperiment(header.experiment);
    if (experiment.version !== header.version) {
      throw new ResultFileError(
        `The files are of version ${header.version} of “${header.experiment}”; here it is version ${experiment.version}. Run it again.`,
      );
    }
    const settings = headerSettings(header, experiment, flags.words[0] ?? "");
    const merged = mergeResults(files, experiment.items(settings, header.model));
    const sink = await openSink(flags.text("out"), io);
    try {
      await sink.write(merged.header);
      for (const [id, row] of merged.rows) await sink.write({ id, row });
      await sink.commit();
    } catch (error) {
      await sink.discard();
      throw error;
    }
  },
};
