/** The endings: what each changes since the last rejection, how long it lasts, one beside another. */
import { AFTER, type Ending } from "../../content/experiments/spiral.ts";
import { type Band, bandOf } from "../../core/random-band.ts";
import { mean } from "../../core/statistics/summary.ts";
import { type Contrast, contrast, type Effect, effect } from "../contrast.ts";
import type { PlaceId } from "../read-turns.ts";
import type { TaskRows } from "./by-task.ts";
import { randomChange } from "./climb.ts";
import { DRAWN, type MeasureId, measured } from "./measures.ts";
import type { TurnRow } from "./rows.ts";

export const ENDING_LABELS: Readonly<Record<Ending, string>> = {
  rejection: "one more rejection",
  neutral: "a neutral remark",
  rescue: "the rescue message",
  kind: "other kind words",
  own: "your words",
};
const ORDER = Object.keys(ENDING_LABELS) as Ending[];

export interface EndingEffect {
  readonly ending: Ending;
  readonly tasks: number;
  /** Change since the last rejection: after the ending, then after each neutral question. */
  readonly changes: readonly Effect[];
}

export interface Rescue {
  readonly endings: readonly EndingEffect[];
  /** Of random directions, over all endings, right after them. */
  readonly band: Band;
}

/** Endings of fewer than two tasks are left out. */
export function rescueOf(tasks: readonly TaskRows[], id: MeasureId, place: PlaceId): Rescue {
  const random: number[] = [];
  const endings = ORDER.flatMap((ending): EndingEffect[] => {
    const rows = tasks.flatMap((task) => task.endings[ending] ?? []);
    if (rows.length < 2) return [];
    const changes = Array.from({ length: 1 + AFTER }, (_, later) =>
      effect(
        rows.map((row) => change(row, id, place, later)),
        DRAWN,
      ),
    );
    const directions = rows.map((row) => randomChange(row[place][0], row[place][1], id));
    random.push(...(directions[0] ?? []).map((_, i) => mean(directions.map((d) => d[i] ?? 0))));
    return [{ ending, tasks: rows.length, changes }];
  });
  return { endings, band: bandOf(random) };
}

/**
 * One ending − another, task by task.
 * @param later neutral questions that have gone by
 */
export function endingContrast(
  tasks: readonly TaskRows[],
  [one, other]: readonly [Ending, Ending],
  { id, place, later }: { readonly id: MeasureId; readonly place: PlaceId; readonly later: number },
): Contrast {
  const both = tasks.flatMap(({ endings: { [one]: a, [other]: b } }) => (a && b ? [{ a, b }] : []));
  return contrast(
    both.map(({ a, b }) => change(a, id, place, later) - change(b, id, place, later)),
    both.map(({ a, b }) => randomChange(b[place][1 + later], a[place][1 + later], id)),
  );
}

function change(row: TurnRow, id: MeasureId, place: PlaceId, later: number): number {
  return measured(row[place][1 + later] ?? [], id) - measured(row[place][0] ?? [], id);
}
