/** A run as the page shows it: what stands in each place, and its numbers side by side. */
import type { Direction } from "../../core/emotions.ts";
import { describeTerms } from "../../core/steering.ts";
import type { Rows } from "../../state/rows.ts";
import type { ColumnId, ColumnRun } from "../../state/runs.ts";
import { type ColumnCoherence, columnCoherence } from "./coherence-view.ts";
import { meanValue } from "./column-readings.ts";
import type { Reader } from "./useSteer.ts";

export interface ColumnView {
  readonly id: ColumnId;
  readonly column: ColumnRun;
  readonly title: string;
  /** How the column is called beside the others' numbers. */
  readonly short: string;
  /** The rows that colour it: by the plain model, or inside the run. */
  readonly rows: Rows;
  /** Mean of the shown rows, token σ. */
  readonly mean: number;
  /** Mean by the plain model, token σ. */
  readonly plainMean: number;
  readonly coherence: ColumnCoherence;
}

export interface RunView {
  /** Plain, then steered and random where they are shown. */
  readonly columns: readonly ColumnView[];
  /** "afraid +0.35" of the steered column; null where nothing is added. */
  readonly added: string | null;
}

export interface ViewOptions {
  readonly direction: Direction;
  readonly insideView: boolean;
  readonly showRandom: boolean;
  readonly reader: Reader | null;
}

const SHORT: Record<ColumnId, string> = { plain: "as it is", steered: "steered", random: "random" };

/** Rows that colour a column. The plain one has no inside. */
export function shownRows(column: ColumnRun, insideView: boolean): Rows {
  return insideView && column.id !== "plain" ? column.inside : column.rows;
}

export function runView(runs: readonly ColumnRun[], options: ViewOptions): RunView {
  const { reader, direction } = options;
  const plain = runs.find(({ id }) => id === "plain") ?? null;
  const steering = runs.find(({ id }) => id === "steered")?.steering ?? null;
  const added = steering === null ? null : describeTerms(steering.terms);
  const mean = (rows: Rows) =>
    reader === null ? Number.NaN : meanValue(rows, reader.set, direction, reader.layer);
  const titles: Record<ColumnId, string> = {
    plain: "As it is",
    steered: `With ${added}`,
    random: "A random direction of the same length",
  };
  const columns = runs
    .filter(({ id }) => id !== "random" || options.showRandom)
    .map((column): ColumnView => {
      const rows = shownRows(column, options.insideView);
      return {
        id: column.id,
        column,
        title: titles[column.id],
        short: SHORT[column.id],
        rows,
        mean: mean(rows),
        plainMean: mean(column.rows),
        coherence: columnCoherence(column, plain),
      };
    });
  return { columns, added };
}

/** Mean by the plain model of one column; NaN where it is not there. */
export function plainMeanOf({ columns }: RunView, id: ColumnId): number {
  return columns.find((column) => column.id === id)?.plainMean ?? Number.NaN;
}
