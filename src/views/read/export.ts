/** The readings of a text as files: tokens × emotions at the layer on screen, as shown. */
import type { TableData } from "../../charts/export.ts";
import { type Direction, directionLabel, EMOTIONS, isAxis } from "../../core/emotions.ts";
import { directionValues } from "../../core/readings.ts";
import { tokenTexts } from "./shown.ts";
import type { ReadView } from "./useReadView.ts";

/** One row a token that was read: number, text, the axis on screen if it is one, all 24 emotions (token σ). */
export function readingsTable(view: ReadView): TableData {
  const { run, direction, layer, smooth, readings } = view;
  // An emotion has its column among the 24 already.
  const shown: readonly Direction[] = isAxis(direction) ? [direction, ...EMOTIONS] : EMOTIONS;
  const columns = shown.map((one) => directionValues(readings, one, layer, { smooth }));
  const texts = tokenTexts(run);
  return {
    columns: ["token", "text", ...shown.map(directionLabel)],
    rows: Array.from({ length: columns[0]?.length ?? 0 }, (_, t) => [
      t + 1,
      texts[t] ?? "",
      ...columns.map((column) => column[t] ?? Number.NaN),
    ]),
  };
}

export interface ExportSource {
  readonly model: string;
  readonly weightsSha256: string;
  readonly vectorsSha256: string;
}

/** The same as JSON, with what is needed to make it again. A value that is not there is null. */
export function readingsJson(view: ReadView, source: ExportSource): string {
  const { run, direction, layer, smooth, readings } = view;
  const { rows } = readingsTable(view);
  const values = directionValues(readings, direction, layer, { smooth });
  const number = (value: unknown) =>
    typeof value === "number" && Number.isFinite(value) ? Number(value.toFixed(4)) : null;
  return JSON.stringify(
    {
      ...source,
      set: run.set,
      layer,
      unit: "token sigma",
      smoothing: smooth ? "mean of the last five tokens" : "none",
      recorded: run.recorded?.date ?? null,
      text: run.text,
      unreadTokens: run.unread,
      tokens: rows.map((row, t) => ({
        id: run.tokens[t]?.id ?? null,
        start: run.tokens[t]?.start ?? null,
        end: run.tokens[t]?.end ?? null,
        [direction]: number(values[t]),
        readings: Object.fromEntries(
          EMOTIONS.map((emotion, column) => [emotion, number(row.at(column - EMOTIONS.length))]),
        ),
      })),
    },
    null,
    1,
  );
}
