/** What an item's row holds, and how its columns are named. */
import * as v from "valibot";
import { AFTER, TURNS } from "../../content/experiments/spiral.ts";
import type { Emotion } from "../../core/emotions.ts";
import { keptColumns } from "../kept-columns.ts";

/** Emotions in a row, in order; the random directions follow them. */
export const KEPT = [
  "self-loathing",
  "hopeless",
  "desperate",
  "calm",
] as const satisfies readonly Emotion[];

export const KEPT_COLUMNS = keptColumns(KEPT);

const finite = v.pipe(v.number(), v.finite());
const Reading = v.pipe(v.array(finite), v.length(KEPT_COLUMNS.length));
const readings = (count: number) => v.pipe(v.array(Reading), v.length(count));

/** Readings of `count` turns, at the response-preparation token and over the user's words. */
const turns = <K extends string>(kind: K, count: number) =>
  v.strictObject({
    kind: v.literal(kind),
    tokens: v.pipe(v.number(), v.integer(), v.minValue(1)),
    reply: readings(count),
    text: readings(count),
  });

/** Turns of a climb row: the request, then each answer of the user. */
export const CLIMB_READINGS = 1 + TURNS;
/** Turns of an ending row: the last rejection before it, the ending, the neutral questions. */
export const ENDING_READINGS = 2 + AFTER;

const Written = v.strictObject({
  column: v.string(),
  text: v.string(),
  /** Mean over the written tokens, read by the plain model; null where it wrote none. */
  reading: v.nullable(Reading),
  /** Mean log-probability of a token under the plain model, nats. */
  logprob: v.nullable(finite),
  /** Share of written tokens that were written before. */
  repeated: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

export const Row = v.variant("kind", [
  turns("climb", CLIMB_READINGS),
  turns("ending", ENDING_READINGS),
  v.strictObject({
    kind: v.literal("steering"),
    written: v.pipe(v.array(Written), v.minLength(3)),
  }),
]);

export type SpiralRow = v.InferOutput<typeof Row>;
export type WrittenRow = v.InferOutput<typeof Written>;
export type TurnRow = Extract<SpiralRow, { kind: "climb" | "ending" }>;
