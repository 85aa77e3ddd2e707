/** Makes recorded runs from a live engine: what tools/record.ts writes to files. */
import { COLUMNS } from "../../core/vectors-access.ts";
import type { LoadedModel, PointReading, ReadRequest } from "../../worker/contract.ts";
import type { EngineClient } from "../engine-client.ts";
import { encodeSettings } from "../link/encode.ts";
import type { Rows } from "../rows.ts";
import {
  COLUMN_IDS,
  type ColumnRun,
  emptyColumn,
  extendColumn,
  extendReadRun,
  type ReadRun,
  startReadRun,
} from "../runs.ts";
import type { Settings } from "../settings.ts";
import {
  doseFaults,
  doseSpec,
  pointRequest,
  readRequest,
  steerColumns,
  steerPrompt,
} from "../specs.ts";
import { type PackedReadings, packReadings } from "./pack.ts";
import {
  RECORDED_SCHEMA,
  type RecordedBody,
  type RecordedDosage,
  type RecordedRead,
  type RecordedSteer,
} from "./schema.ts";

/**
 * Steps in story σ. A single token's readings spread over 4 and more story σ, so half a one moves
 * what is shown by at most 0.06.
 */
export const TOKEN_STEP = 1 / 2;
/**
 * Points of a curve are ranked against one another, and some move by a few hundredths of a σ: coarser
 * steps make ties, and with them another ρ than the same run gives live.
 */
export const POINT_STEP = 1 / 1024;

/** What of an engine is used; the engine in Node has this shape, and so has the worker's client. */
export type RecordEngine = Pick<EngineClient, "read" | "generate" | "point">;

export interface RecordContext {
  readonly engine: RecordEngine;
  readonly model: Pick<LoadedModel, "id" | "name" | "weightsSha256"> & {
    readonly vectorsSha256: string;
  };
  /** ISO date and time, UTC. */
  readonly date: string;
  readonly machine: string;
}

const packRows = ({ z, count, points }: Rows): Promise<PackedReadings> =>
  packReadings(z, count, points, TOKEN_STEP);

async function head(context: RecordContext, id: string, settings: Settings) {
  const { model, date, machine } = context;
  return {
    schema: RECORDED_SCHEMA,
    id,
    model: model.id,
    modelName: model.name,
    weightsSha256: model.weightsSha256,
    vectorsSha256: model.vectorsSha256,
    date,
    machine,
    link: await encodeSettings(settings),
  } as const;
}

async function readBody(engine: RecordEngine, request: ReadRequest): Promise<RecordedBody> {
  let run: ReadRun | null = null;
  await engine.read(request, (event) => {
    run =
      event.kind === "start"
        ? startReadRun(0, request.set, event)
        : run && extendReadRun(run, event);
  });
  const whole = run as ReadRun | null;
  if (whole === null) throw new Error("the engine sent no start event");
  const { set, text, tokens, unread, contents, rows } = whole;
  return {
    set,
    text,
    tokens: tokens.map(({ id, start, end, partial, special }) => [
      id,
      start,
      end,
      ((partial ? 1 : 0) + (special ? 2 : 0)) as 0 | 1 | 2 | 3,
    ]),
    unread,
    contents: contents.map(({ start, end }) => [start, end]),
    rows: await packRows(rows),
  };
}

/** Records the settings' text. Throws where there is nothing to read. */
export async function recordRead(
  context: RecordContext,
  id: string,
  settings: Settings,
): Promise<RecordedRead> {
  const request = readRequest(settings.read);
  if (request === null) throw new Error(`${id}: nothing to read`);
  const run = await readBody(context.engine, request);
  return { ...(await head(context, id, settings)), page: "read", run };
}

/** Records the settings' columns. */
export async function recordSteer(
  context: RecordContext,
  id: string,
  settings: Settings,
): Promise<RecordedSteer> {
  const { steer } = settings;
  const prompt = steerPrompt(steer);
  if (prompt === null) throw new Error(`${id}: no prompt`);
  const asked = steerColumns(steer);
  let columns: readonly ColumnRun[] = asked.map(({ id: name, steering }) =>
    emptyColumn(COLUMN_IDS.find((one) => one === name) ?? "steered", steering),
  );
  const { sampler, maxTokens } = steer;
  const done = await context.engine.generate(
    { prompt, columns: asked, sampler, maxTokens, set: "text" },
    (event) => {
      columns = columns.map((column) => extendColumn(column, event, maxTokens));
    },
  );
  return {
    ...(await head(context, id, settings)),
    page: "steer",
    tokensPerSecond: Math.round(done.tokensPerSecond * 10) / 10,
    columns: await Promise.all(columns.map(packColumn)),
  };
}

async function packColumn(column: ColumnRun): Promise<RecordedSteer["columns"][number]> {
  const { id, steering, ids, pieces, logprobs, end, rows } = column;
  if (end === null) throw new Error(`column ${id} did not end`);
  return {
    id,
    steering: steering && { ...steering, terms: steering.terms.map((term) => ({ ...term })) },
    ids: [...ids],
    pieces: [...pieces],
    logprobs: [...logprobs].map((value) => Math.round(value * 1e4) / 1e4),
    end,
    rows: await packRows(rows),
  };
}

/** Records the settings' curves, control included; over the text, the prompt at the last dose too. */
export async function recordDosage(
  context: RecordContext,
  id: string,
  settings: Settings,
): Promise<RecordedDosage> {
  const { engine } = context;
  const spec = doseSpec(settings.dosage);
  const faults = doseFaults(spec);
  if (faults.template !== null) throw new Error(`${id}: ${faults.template}`);
  const line = async (template: string) => {
    const points: PointReading[] = [];
    for (const dose of spec.doses) {
      points.push(await engine.point(pointRequest(spec, template, dose)));
    }
    return points;
  };
  const points = await line(spec.template);
  const controls = faults.control === null ? await line(spec.control) : null;
  const last = spec.doses.at(-1) ?? "";
  const { prompt, set } = pointRequest(spec, spec.template, last);
  return {
    ...(await head(context, id, settings)),
    page: "dosage",
    tokens: points.map(({ tokens }) => tokens),
    points: await packPoints(points),
    controlTokens: controls?.map(({ tokens }) => tokens) ?? [],
    controls: controls && (await packPoints(controls)),
    // At the reply's preparation the whole template is read: large, and its colours say little.
    open: spec.at === "last" ? null : await readBody(engine, { prompt, set }),
  };
}

function packPoints(points: readonly PointReading[]): Promise<PackedReadings> {
  const size = points[0]?.z.length ?? 0;
  const all = new Float32Array(points.length * size);
  points.forEach(({ z }, at) => {
    all.set(z, at * size);
  });
  return packReadings(all, points.length, size / COLUMNS, POINT_STEP);
}
