/** Runs as the page shows them, and how each event of the worker moves them on. */
import type { SteeringPlan } from "../core/steering.ts";
import type { VectorSetName } from "../core/vectors.ts";
import type {
  GenerateEvent,
  PointReading,
  ReadChunk,
  ReadDone,
  ReadStart,
  TokenSpan,
} from "../worker/contract.ts";
import { NO_ROWS, type Rows, withRows, withValues } from "./rows.ts";

/** What made a recorded run, shown with it. Live runs have none. */
export interface RecordedMark {
  readonly model: string;
  /** ISO date. */
  readonly date: string;
}

/** A text and its readings, growing. */
export interface ReadRun {
  /** Number of the run; events of another number are late and ignored. */
  readonly id: number;
  readonly set: VectorSetName;
  /** What the offsets index. */
  readonly text: string;
  readonly tokens: readonly TokenSpan[];
  readonly unread: number;
  /** Where each chat message's own words lie in `text`; empty for plain text. */
  readonly contents: readonly { readonly start: number; readonly end: number }[];
  readonly rows: Rows;
  readonly done: ReadDone | null;
  readonly recorded: RecordedMark | null;
}

/** A read run at its start event. */
export function startReadRun(id: number, set: VectorSetName, event: ReadStart): ReadRun {
  const { text, tokens, unread, contents } = event;
  return { id, set, text, tokens, unread, contents, rows: NO_ROWS, done: null, recorded: null };
}

/** A read run after a chunk. */
export function extendReadRun(run: ReadRun, { start, count, z }: ReadChunk): ReadRun {
  return { ...run, rows: withRows(run.rows, start, count, z, run.tokens.length) };
}

export const COLUMN_IDS = ["plain", "steered", "random"] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** One continuation, growing; its readings follow the tokens. */
export interface ColumnRun {
  readonly id: ColumnId;
  readonly steering: SteeringPlan | null;
  readonly ids: readonly number[];
  /** Text pieces, one a token; together they are the text. */
  readonly pieces: readonly string[];
  /** By the plain model. */
  readonly rows: Rows;
  /** Inside the steered run; empty for the plain column. */
  readonly inside: Rows;
  /** Under the plain model, nats; one a token read. */
  readonly logprobs: Float32Array;
  readonly end: "stop" | "length" | null;
}

/** A column before its first token. */
export function emptyColumn(id: ColumnId, steering: SteeringPlan | null): ColumnRun {
  return {
    id,
    steering,
    ids: [],
    pieces: [],
    rows: NO_ROWS,
    inside: NO_ROWS,
    logprobs: new Float32Array(0),
    end: null,
  };
}

function overwrite<T>(old: readonly T[], start: number, piece: readonly T[]): readonly T[] {
  if (start > old.length) return old;
  return [...old.slice(0, start), ...piece, ...old.slice(start + piece.length)];
}

/**
 * A column after an event. Events say where they belong, so a run that is repeated writes the same
 * tokens over themselves and nothing flickers.
 */
export function extendColumn(
  column: ColumnRun,
  event: GenerateEvent,
  maxTokens: number,
): ColumnRun {
  if (event.column !== column.id) return column;
  switch (event.kind) {
    case "tokens":
      return {
        ...column,
        ids: overwrite(column.ids, event.start, event.ids),
        pieces: overwrite(column.pieces, event.start, event.pieces),
      };
    case "readings": {
      const { start, count, z, inside, logprobs } = event;
      return {
        ...column,
        rows: withRows(column.rows, start, count, z, maxTokens),
        inside:
          inside === undefined
            ? column.inside
            : withRows(column.inside, start, count, inside, maxTokens),
        logprobs: withValues(column.logprobs, start, logprobs),
      };
    }
    case "end":
      return { ...column, end: event.reason };
  }
}

/** One point of a dosage curve, or null while it is not there. */
export type DosePoint = PointReading | null;

/** `values` with one entry replaced. */
export function withEntry<T>(values: readonly T[], index: number, value: T): readonly T[] {
  return values.map((old, at) => (at === index ? value : old));
}
