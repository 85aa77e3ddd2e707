/** A recorded run in the shape of a live one, so that the page shows both alike. */
import type { SteeringPlan } from "../../core/steering.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { NO_ROWS, type Rows } from "../rows.ts";
import type { ColumnRun, DosePoint, ReadRun, RecordedMark } from "../runs.ts";
import type { DosageState } from "../slices/dosage-slice.ts";
import { type DoseSpec, doseFaults } from "../specs.ts";
import { type PackedReadings, unpackReadings } from "./pack.ts";
import type { RecordedBody, RecordedDosage, RecordedRun, RecordedSteer } from "./schema.ts";

/** Model and date, as the page marks the run. */
export function recordedMark({ modelName, date }: RecordedRun): RecordedMark {
  return { model: modelName, date };
}

async function rowsOf(packed: PackedReadings): Promise<Rows | null> {
  const z = await unpackReadings(packed);
  return z && { buffer: z, z, count: packed.count, points: packed.points };
}

/** The run, or null where its data is broken. */
export async function playRead(body: RecordedBody, mark: RecordedMark): Promise<ReadRun | null> {
  const rows = await rowsOf(body.rows);
  if (rows === null || rows.count > body.tokens.length) return null;
  return {
    id: 0,
    set: body.set,
    text: body.text,
    tokens: body.tokens.map(([id, start, end, flags]) => ({
      id,
      start,
      end,
      partial: flags % 2 === 1,
      special: flags >= 2,
    })),
    unread: body.unread,
    contents: body.contents.map(([start, end]) => ({ start, end })),
    rows,
    done: null,
    recorded: mark,
  };
}

/** Columns, or null where the data of one is broken. */
export async function playSteer(run: RecordedSteer): Promise<readonly ColumnRun[] | null> {
  const columns: ColumnRun[] = [];
  for (const { id, steering, ids, pieces, logprobs, end, rows } of run.columns) {
    const read = await rowsOf(rows);
    if (read === null || ids.length !== pieces.length) return null;
    columns.push({
      id,
      steering: steering && planOf(steering),
      ids,
      pieces,
      rows: read,
      inside: NO_ROWS,
      logprobs: Float32Array.from(logprobs),
      end,
    });
  }
  return columns;
}

function planOf({
  terms,
  layer,
  where,
  randomSeed,
}: NonNullable<RecordedSteer["columns"][number]["steering"]>): SteeringPlan {
  return { terms, layer, where, ...(randomSeed === undefined ? {} : { randomSeed }) };
}

async function pointsOf(
  packed: PackedReadings,
  tokens: readonly number[],
): Promise<readonly DosePoint[] | null> {
  const z = await unpackReadings(packed);
  if (z === null || tokens.length !== packed.count) return null;
  const size = packed.points * COLUMNS;
  return tokens.map((count, at) => ({ z: z.slice(at * size, (at + 1) * size), tokens: count }));
}

/** What the Dosage page shows of it, or null where the data is broken or of other doses. */
export async function playDosage(
  run: RecordedDosage,
  spec: DoseSpec,
): Promise<Partial<DosageState> | null> {
  const mark = recordedMark(run);
  const points = await pointsOf(run.points, run.tokens);
  const controls =
    run.controls === null
      ? spec.doses.map(() => null)
      : await pointsOf(run.controls, run.controlTokens);
  if (points?.length !== spec.doses.length || controls?.length !== points.length) return null;
  const open = run.open === null ? null : await playRead(run.open, mark);
  return {
    spec,
    faults: doseFaults(spec),
    points,
    controls,
    recorded: mark,
    open: open && { line: "template", index: points.length - 1, run: open, failure: null },
  };
}
