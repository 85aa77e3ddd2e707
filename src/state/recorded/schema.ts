/**
 * Recorded runs as files: src/content/recorded/<page>-<id>.recorded.json, made by `npm run record`.
 * The spec is a link's fragment, so the settings have one description only.
 */
import * as v from "valibot";
import { EMOTIONS } from "../../core/emotions.ts";
import { MAX_ALPHA, MAX_TERMS, STEER_WHERE } from "../../core/steering.ts";
import { VECTOR_SETS } from "../../core/vectors.ts";
import { COLUMN_IDS } from "../runs.ts";

export const RECORDED_SCHEMA = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6));
const text = v.pipe(v.string(), v.maxLength(100_000));
const short = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const packedSchema = v.strictObject({
  step: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
  count,
  points: v.pipe(count, v.maxValue(512)),
  data: v.pipe(v.string(), v.maxLength(2_000_000)),
});

const head = {
  schema: v.literal(RECORDED_SCHEMA),
  /** Example, preset or situation. */
  id: short,
  model: short,
  modelName: short,
  weightsSha256: sha256,
  vectorsSha256: sha256,
  /** ISO date and time, UTC. */
  date: v.pipe(v.string(), v.isoTimestamp()),
  /** What ran it, for the reader: "Node 20, 2 threads". */
  machine: short,
  /** Fragment of the link that makes this run. */
  link: text,
};

/** One token: id, start, end, and 1 for partial + 2 for special. */
const token = v.strictTuple([count, count, count, v.picklist([0, 1, 2, 3])]);

const plan = v.strictObject({
  terms: v.pipe(
    v.array(
      v.strictObject({
        emotion: v.picklist(EMOTIONS),
        alpha: v.pipe(v.number(), v.minValue(-MAX_ALPHA), v.maxValue(MAX_ALPHA)),
      }),
    ),
    v.maxLength(MAX_TERMS),
  ),
  layer: count,
  where: v.picklist(STEER_WHERE),
  randomSeed: v.optional(count),
});

const column = v.strictObject({
  id: v.picklist(COLUMN_IDS),
  steering: v.nullable(plan),
  ids: v.array(count),
  pieces: v.array(text),
  logprobs: v.array(v.number()),
  end: v.picklist(["stop", "length"]),
  /** By the plain model. The view from inside the steered run is for live runs. */
  rows: packedSchema,
});

const readBody = v.strictObject({
  set: v.picklist(VECTOR_SETS),
  text,
  tokens: v.array(token),
  unread: count,
  /** Start and end of each chat message's own words. */
  contents: v.array(v.strictTuple([count, count])),
  rows: packedSchema,
});

export const recordedSchema = v.variant("page", [
  v.strictObject({ ...head, page: v.literal("read"), run: readBody }),
  v.strictObject({
    ...head,
    page: v.literal("steer"),
    columns: v.pipe(v.array(column), v.minLength(1), v.maxLength(3)),
    tokensPerSecond: v.number(),
  }),
  v.strictObject({
    ...head,
    page: v.literal("dosage"),
    /** Token counts of the points, and their readings: one row a dose. */
    tokens: v.array(count),
    points: packedSchema,
    controlTokens: v.array(count),
    controls: v.nullable(packedSchema),
    /** The prompt at the last dose, where it is recorded. */
    open: v.nullable(readBody),
  }),
]);

export type RecordedRun = v.InferOutput<typeof recordedSchema>;
export type RecordedPage = RecordedRun["page"];
export type RecordedRead = Extract<RecordedRun, { page: "read" }>;
export type RecordedSteer = Extract<RecordedRun, { page: "steer" }>;
export type RecordedDosage = Extract<RecordedRun, { page: "dosage" }>;
export type RecordedBody = v.InferOutput<typeof readBody>;

/** The run in a parsed JSON file, or null where it is none. */
export function parseRecorded(json: unknown): RecordedRun | null {
  const result = v.safeParse(recordedSchema, json);
  return result.success ? result.output : null;
}
