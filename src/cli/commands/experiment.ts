/** `moodring experiment`: one of the site's experiments, whole or a shard of it. */
import { contextTokens } from "../../engine/open.ts";
import type { Experiment, ModelFacts, Settings } from "../../experiments/contract.ts";
import { readSettings } from "../../experiments/fields.ts";
import { resultHeader } from "../../experiments/result-file.ts";
import { itemsOfShard, runItems, type Shard, WHOLE } from "../../experiments/run-items.ts";
import type { Command } from "../command.ts";
import { experimentNames, findExperiment } from "../experiments.ts";
import { HELP_FLAG } from "../help.ts";
import type { Io } from "../io.ts";
import { MODEL_FLAGS, modelFrom, threadsFrom } from "../model-flags.ts";
import { findModel, type ModelFiles } from "../open-model.ts";
import { openResults } from "../result-sink.ts";
import { quote, UsageError } from "../usage-error.ts";

/** Shards beyond this are a mistake. */
const MOST_SHARDS = 100_000;

export const experiment: Command = {
  name: "experiment",
  words: "NAME",
  summary: "run one of the experiments, whole or a shard of it",
  details: `
Experiments: ${experimentNames().join(", ")}.
Writes JSON lines: the first says what is run, each further one holds an item's result. With --out,
a run that was stopped or killed goes on where it was when the same command is given again.
--shard 2/8 runs the second eighth of the items; moodring merge puts shards together.
--set takes the experiment's settings as key=value, joined by &.
What the whole run shows goes to standard error at its end.`,
  example: "experiment severity --out severity.jsonl --shard 1/2",
  flags: {
    out: { value: "FILE", about: "add to this file (default: standard output)" },
    shard: { value: "i/n", about: "only every n-th item, from the i-th on (default 1/1)" },
    set: { value: "KEY=VALUE&…", about: "settings of the experiment, where not the usual ones" },
    ...MODEL_FLAGS,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const [name, ...more] = flags.words;
    if (name === undefined || more.length > 0) {
      throw new UsageError(`Name one experiment: ${experimentNames().join(", ")}.`);
    }
    const found = await findExperiment(name);
    const shard = flags.has("shard") ? shardOf(flags.required("shard")) : WHOLE;
    const out = flags.has("out") ? flags.required("out") : undefined;
    const threads = threadsFrom(flags);
    const files = await findModel(modelFrom(flags), io.cwd, io.signal);
    const facts = factsOf(files);
    const given = Object.fromEntries(new URLSearchParams(flags.text("set") ?? ""));
    const { settings, problems } = readSettings(found.fields, given, facts);
    if (problems.length > 0) throw new UsageError(`--set: ${problems.join(" ")}`);
    const fault = found.fault(settings, facts);
    if (fault !== null) throw new UsageError(fault);
    const header = resultHeader({
      experiment: found,
      settings,
      facts,
      shard,
      date: new Date().toISOString(),
      machine: `Node ${process.versions.node}, ${threads} threads`,
    });
    const sink = await openResults(out, header, io);
    const rows = new Map(sink.rows);
    const todo = itemsOfShard(found.items(settings, facts), shard).length;
    const say = progress(todo, rows.size, io);
    const signal = io.signal ?? new AbortController().signal;
    try {
      if (rows.size < todo) {
        await io.withModel(
          files,
          threads,
          (model) =>
            runItems({
              experiment: found,
              settings,
              facts,
              model,
              shard,
              done: new Set(rows.keys()),
              signal,
              onRow: async (row) => {
                await sink.write(row);
                rows.set(row.id, row.row);
                say(rows.size);
              },
            }),
          signal,
        );
      }
    } finally {
      await sink.close();
    }
    io.stderr(outcome(found, rows, { settings, facts, whole: rows.size === header.items }));
  },
};

/** @throws UsageError */
function shardOf(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS) return shard;
  throw new UsageError(`--shard ${quote(text)} is not i/n with 1 ≤ i ≤ n, such as 2/8.`);
}

/** What a result depends on, known before the model is up. */
export function factsOf({ model, vectors }: ModelFiles): ModelFacts {
  const { manifest } = vectors;
  return {
    id: model.identity.id,
    name: model.identity.name,
    weightsSha256: model.identity.sha256,
    vectorsSha256: manifest.binSha256,
    layers: manifest.points - 1,
    contextTokens: contextTokens(model.published.settings),
    vectors: manifest,
  };
}

/** A line on standard error now and then: how far, and how long it takes still. */
function progress(todo: number, before: number, io: Io): (done: number) => void {
  const started = performance.now();
  let said = started;
  return (done) => {
    const now = performance.now();
    if (now - said < 10_000) return;
    said = now;
    const left = ((now - started) / (done - before)) * (todo - done);
    io.stderr(`${done} of ${todo} items, about ${Math.ceil(left / 60_000)} min left\n`);
  };
}

function outcome(
  found: Experiment,
  rows: ReadonlyMap<string, unknown>,
  run: {
    readonly settings: Settings;
    readonly facts: ModelFacts;
    readonly whole: boolean;
  },
): string {
  if (!run.whole) return `${rows.size} items are done.\n`;
  const results = found.results(rows, run.settings, run.facts);
  if (results === null) return "All items are done.\n";
  const lines = results.findings.map(
    ({ measure, estimate, verdict, because }) =>
      `- ${measure}: ${estimate.value.toFixed(2)} ${estimate.unit} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)}), ${verdict}. ${because}`,
  );
  return `${[results.sentence, ...lines].join("\n")}\n`;
}
