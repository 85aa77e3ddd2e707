/**
 * Result files: JSON lines. The first says what was run, each further line is one item's row. A file
 * is only ever added to, so a run that is killed loses at most the line that it was writing.
 */
import * as v from "valibot";
import type { Experiment, ModelFacts, Settings } from "./contract.ts";
import { readSettings } from "./fields.ts";
import { type ItemRow, itemsOfShard, type Shard } from "./run-items.ts";

const FORMAT = 1;
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

const HeaderSchema = v.object({
  moodring: v.literal("experiment"),
  format: v.number(),
  experiment: v.string(),
  version: v.number(),
  settings: v.record(v.string(), v.union([v.string(), v.number()])),
  model: v.object({
    id: v.string(),
    name: v.string(),
    weightsSha256: v.string(),
    vectorsSha256: v.string(),
    layers: v.number(),
  }),
  shard: v.object({ index: count, count }),
  /** Items of all shards together. */
  items: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** ISO date of the first line, and what it ran on. */
  date: v.string(),
  machine: v.string(),
});
const RowSchema = v.object({ id: v.string(), row: v.unknown() });

export type ResultHeader = v.InferOutput<typeof HeaderSchema>;

export interface ResultFile {
  readonly header: ResultHeader;
  readonly rows: ReadonlyMap<string, unknown>;
  /** Characters up to and with the last whole line: what lies beyond was cut off while written. */
  readonly wholeLength: number;
}

/** A file that can not be used; the message says what to do. */
export class ResultFileError extends Error {
  override readonly name = "ResultFileError";
}

export interface HeaderParts {
  readonly experiment: Experiment;
  readonly settings: Settings;
  readonly facts: ModelFacts;
  readonly shard: Shard;
  readonly date: string;
  readonly machine: string;
}

export function resultHeader(parts: HeaderParts): ResultHeader {
  const { experiment, settings, facts, shard, date, machine } = parts;
  const { id, name, weightsSha256, vectorsSha256, layers } = facts;
  return {
    moodring: "experiment",
    format: FORMAT,
    experiment: experiment.name,
    version: experiment.version,
    settings,
    model: { id, name, weightsSha256, vectorsSha256, layers },
    shard: { index: shard.index, count: shard.count },
    items: experiment.items(settings, facts).length,
    date,
    machine,
  };
}

/** A header's settings, checked against the experiment's fields. @throws ResultFileError */
export function headerSettings(
  header: ResultHeader,
  { fields }: Experiment,
  name: string,
): Settings {
  const texts = Object.fromEntries(
    Object.entries(header.settings).map(([key, value]) => [key, String(value)]),
  );
  const { layers } = header.model;
  const model = { layers, vectors: { bestLayer: { text: layers, reply: layers } } };
  const { settings, problems } = readSettings(fields, texts, model);
  if (problems.length > 0)
    throw new ResultFileError(`${name} has settings that do not fit: ${problems.join(" ")}`);
  return settings;
}

/** One line of a result file, its end included. */
export function resultLine(line: ResultHeader | ItemRow): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * A result file's text. Its last line may be torn.
 * @param name what the file is called in messages
 * @throws ResultFileError
 */
export function parseResultFile(text: string, name: string): ResultFile {
  const wholeLength = text.lastIndexOf("\n") + 1;
  const [first, ...lines] = text.slice(0, wholeLength).split("\n").slice(0, -1);
  if (first === undefined) throw new ResultFileError(`${name} holds no result of an experiment.`);
  const header = v.safeParse(HeaderSchema, json(first));
  if (!header.success) {
    throw new ResultFileError(`${name} is no result file of an experiment. Choose another one.`);
  }
  if (header.output.format !== FORMAT) {
    throw new ResultFileError(
      `${name} was written by another version of Moodring (format ${header.output.format}, here ${FORMAT}). Run the experiment again, into a new file.`,
    );
  }
  const rows = new Map<string, unknown>();
  for (const [place, line] of lines.entries()) {
    const row = v.safeParse(RowSchema, json(line));
    if (!row.success) {
      throw new ResultFileError(
        `Line ${place + 2} of ${name} is damaged. Take that line out, and run again: only its item is missing then.`,
      );
    }
    if (rows.has(row.output.id)) {
      throw new ResultFileError(`${name} holds the item ${row.output.id} twice. Take one out.`);
    }
    rows.set(row.output.id, row.output.row);
  }
  return { header: header.output, rows, wholeLength };
}

/** Why two headers are not of one run; null where they are. Shard, date and machine may differ. */
export function difference(a: ResultHeader, b: ResultHeader): string | null {
  if (a.experiment !== b.experiment)
    return `the experiment “${a.experiment}”, not “${b.experiment}”`;
  if (a.version !== b.version) return `version ${a.version} of its materials, not ${b.version}`;
  const [x, y] = [a.model, b.model];
  if (x.weightsSha256 !== y.weightsSha256)
    return `the model ${x.name}, not ${y.name}, or other weights of it`;
  if (x.vectorsSha256 !== y.vectorsSha256) return "other emotion vectors";
  const keys = new Set([...Object.keys(a.settings), ...Object.keys(b.settings)]);
  for (const key of keys) {
    if (a.settings[key] !== b.settings[key])
      return `${key} = ${a.settings[key]}, not ${b.settings[key]}`;
  }
  return a.items === b.items ? null : `${a.items} items, not ${b.items}`;
}

/**
 * One result of the results of all shards, its rows in the order of the items.
 * @param ids all items, in order
 * @throws ResultFileError where they are of different runs, an item is there twice, or one is missing
 */
export function mergeResults(
  files: readonly (ResultFile & { readonly name: string })[],
  ids: readonly string[],
): ResultFile {
  const [first, ...others] = files;
  if (first === undefined) throw new ResultFileError("There is no file to merge.");
  for (const other of others) {
    const why = difference(other.header, first.header);
    if (why !== null)
      throw new ResultFileError(
        `${other.name} is of another run than ${first.name}: it has ${why}.`,
      );
  }
  const found = new Map<string, { readonly row: unknown; readonly name: string }>();
  const known = new Set(ids);
  for (const { rows, name } of files) {
    for (const [id, row] of rows) {
      const before = found.get(id);
      if (before)
        throw new ResultFileError(
          `The item ${id} is in ${before.name} and in ${name}. Each shard may be given once.`,
        );
      if (!known.has(id))
        throw new ResultFileError(
          `${name} holds the item ${id}, which this version of the experiment does not have. Run it again.`,
        );
      found.set(id, { row, name });
    }
  }
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) {
    throw new ResultFileError(
      `${missing.length} of ${ids.length} items are missing${ofShards(missing, ids, first.header.shard.count)}. Run those shards to their end, then merge again.`,
    );
  }
  const rows = new Map(ids.map((id) => [id, found.get(id)?.row] as const));
  return { header: { ...first.header, shard: { index: 1, count: 1 } }, rows, wholeLength: 0 };
}

/** “, of shards 2 and 5 of 8”: where missing items belong. */
function ofShards(missing: readonly string[], ids: readonly string[], count: number): string {
  if (count === 1) return "";
  const gone = new Set(missing);
  const shards = Array.from({ length: count }, (_, i) => i + 1).filter((index) =>
    itemsOfShard(ids, { index, count }).some((id) => gone.has(id)),
  );
  return `, of shard ${shards.join(", ")} of ${count}`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
