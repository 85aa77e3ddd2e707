/** Rows put together by their task. */
import type { Ending } from "../../content/experiments/spiral.ts";
import type { SpiralRow, TurnRow, WrittenRow } from "./rows.ts";

export interface TaskRows {
  readonly task: string;
  readonly rejected: TurnRow | null;
  readonly accepted: TurnRow | null;
  readonly endings: Readonly<Partial<Record<Ending, TurnRow>>>;
  readonly written: readonly WrittenRow[] | null;
}

export const armId = (task: string, arm: "rejected" | "accepted") => `${task}/${arm}`;
export const endingId = (task: string, ending: Ending) => `${task}/after-${ending}`;
export const steeringId = (task: string) => `${task}/steering`;

const ALL_ENDINGS: readonly Ending[] = ["rejection", "neutral", "rescue", "kind", "own"];

/** Tasks in the order in which they come up; what is not there is null. */
export function byTask(rows: ReadonlyMap<string, SpiralRow>): readonly TaskRows[] {
  const tasks = new Set([...rows.keys()].map((id) => id.slice(0, id.lastIndexOf("/"))));
  const turns = (id: string, kind: TurnRow["kind"]) => {
    const row = rows.get(id);
    return row !== undefined && row.kind === kind ? (row as TurnRow) : null;
  };
  return [...tasks].map((task) => {
    const steering = rows.get(steeringId(task));
    return {
      task,
      rejected: turns(armId(task, "rejected"), "climb"),
      accepted: turns(armId(task, "accepted"), "climb"),
      endings: Object.fromEntries(
        ALL_ENDINGS.flatMap((ending) => {
          const row = turns(endingId(task, ending), "ending");
          return row === null ? [] : [[ending, row]];
        }),
      ),
      written: steering?.kind === "steering" ? steering.written : null,
    };
  });
}
