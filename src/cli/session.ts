/** A command's run: files found, model up, output opened; all of it put away again at the end. */
import type { VectorsManifest } from "../core/vectors.ts";
import type { Model } from "../engine/model.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { modelFrom, threadsFrom } from "./model-flags.ts";
import { findModel } from "./open-model.ts";
import { type LineSink, openSink } from "./output.ts";

/** What is left to do once the flags are checked against the model's vectors. */
export type Job = (model: Model) => AsyncIterable<Readonly<Record<string, unknown>>>;

/**
 * Finds the model, lets `plan` check the flags, starts the model, writes what the job yields.
 * A job checks all of its input before its first line.
 * @throws UsageError, EngineError; an output file is then not there
 */
export async function runModel(
  flags: Flags,
  io: Io,
  plan: (manifest: VectorsManifest) => Job,
): Promise<void> {
  const threads = threadsFrom(flags);
  const files = await findModel(modelFrom(flags), io.cwd, io.signal);
  const job = plan(files.vectors.manifest);
  const out = flags.has("out") ? flags.required("out") : undefined;
  const sink = await openSink(out, io);
  try {
    await io.withModel(files, threads, (model) => writeAll(job(model), sink), io.signal);
    await sink.commit();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

async function writeAll(
  lines: AsyncIterable<Readonly<Record<string, unknown>>>,
  sink: LineSink,
): Promise<void> {
  for await (const line of lines) await sink.write(line);
}
