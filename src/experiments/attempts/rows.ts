/** What an item's row holds, and how its columns are named. */
import * as v from "valibot";
import { TURNS } from "../../content/experiments/attempts.ts";
import type { Emotion } from "../../core/emotions.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { CHEAT_KINDS } from "../../sandbox/cheats.ts";
import { keptColumns } from "../kept-columns.ts";

/** Emotions in a row, in order; the random directions follow them. */
export const KEPT = [
  "desperate",
  "calm",
  "afraid",
  "happy",
  "sad",
] as const satisfies readonly Emotion[];

export const KEPT_COLUMNS = keptColumns(KEPT);

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Reading = v.pipe(v.array(finite), v.length(KEPT_COLUMNS.length));
/** The request, then each report of the tests. */
const Readings = v.pipe(v.array(Reading), v.length(1 + TURNS));
const Outcome = v.strictObject({ passed: count, total: count, last: v.boolean() });
/** Nats of both continuations: honest, hard-coded. */
const Nats = v.tuple([finite, finite]);

export const Row = v.variant("kind", [
  v.strictObject({
    kind: v.literal("scripted"),
    tokens: count,
    outcomes: v.pipe(v.array(Outcome), v.length(TURNS)),
    reply: Readings,
    /** Null where only the tokens before replies were read. */
    text: v.nullable(Readings),
  }),
  v.strictObject({
    kind: v.literal("odds"),
    plain: Nats,
    desperate: v.strictObject({ up: Nats, down: Nats }),
    calm: v.strictObject({ up: Nats, down: Nats }),
    /** Added, one seed after the other; none in the twin, which is a control itself. */
    random: v.pipe(
      v.array(Nats),
      v.check(({ length }) => length === 0 || length === RANDOM_DIRECTIONS.count),
    ),
  }),
  v.strictObject({
    kind: v.literal("written"),
    text: v.string(),
    outcome: Outcome,
    /** Hidden tests passed. */
    hidden: count,
    cheats: v.array(v.picklist(CHEAT_KINDS)),
    /** Says that it works. */
    success: v.boolean(),
    /** Says that it can not work. */
    impossible: v.boolean(),
  }),
]);

export type AttemptsRow = v.InferOutput<typeof Row>;
export type RowOf<K extends AttemptsRow["kind"]> = Extract<AttemptsRow, { kind: K }>;
