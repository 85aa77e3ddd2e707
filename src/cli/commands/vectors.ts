/** `moodring vectors`: builds a model's emotion vectors. */
import { buildVectorsCommand } from "../build-vectors.ts";
import type { Command } from "../command.ts";
import { HELP_FLAG } from "../help.ts";
import { MODEL_FLAGS, modelFrom, threadsFrom } from "../model-flags.ts";
import { findLocalModel } from "../open-model.ts";

export const vectors: Command = {
  name: "vectors",
  summary: "build a model's emotion vectors from the stories (minutes)",
  details: `
Reads every story of src/content/stories with the model and writes emotions.json, emotions.bin and
validation.json: for a model of the catalogue into models/, for a file beside it under its name.
Progress goes to standard error, the report's path to standard output. The same model and stories
give the same vectors.`,
  example: "vectors --model smollm2-135m-instruct",
  flags: {
    model: { value: "NAME|PATH", about: "as for the other commands; always needed" },
    weights: MODEL_FLAGS.weights,
    threads: MODEL_FLAGS.threads,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const threads = threadsFrom(flags);
    flags.required("model");
    const model = await findLocalModel(modelFrom(flags), io.cwd, io.signal);
    const report = await buildVectorsCommand(
      model,
      threads,
      (line) => io.stderr(`${line}\n`),
      io.signal,
    );
    await io.stdout(`${report}\n`);
  },
};
