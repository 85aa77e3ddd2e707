/** For tests: rows with an effect that is known, or with none. */
import { ENDINGS, SPIRAL_TASKS } from "../../content/experiments/spiral.ts";
import { createRandom } from "../../core/random.ts";
import { armId, endingId, steeringId } from "./by-task.ts";
import {
  CLIMB_READINGS,
  ENDING_READINGS,
  KEPT,
  KEPT_COLUMNS,
  type SpiralRow,
  type WrittenRow,
} from "./rows.ts";

export interface Known {
  /** σ a turn that desperate, hopeless and self-loathing climb in the rejected arm. */
  readonly climb: number;
  /** σ that the rescue message and other kind words take from desperate, for good. */
  readonly rescue: number;
  /** σ that the rescue message adds to self-loathing. */
  readonly loathing: number;
  /** σ that steering calm adds to calm. */
  readonly steering: number;
}

export const NO_EFFECT: Known = { climb: 0, rescue: 0, loathing: 0, steering: 0 };

/** Rows of the ten tasks for testing; all numbers beside the effect are noise of ±0.1 σ or so. */
export function inventedRows(known: Known): Map<string, SpiralRow> {
  const random = createRandom(7);
  const reading = (added: Partial<Record<(typeof KEPT)[number], number>> = {}) =>
    KEPT_COLUMNS.map((_, column) => {
      const emotion = KEPT[column];
      return 0.1 * random.normal() + ((emotion && added[emotion]) || 0);
    });
  const turns = (count: number, added: (turn: number) => Parameters<typeof reading>[0]) =>
    Array.from({ length: count }, (_, turn) => reading(added(turn)));
  const written = (column: string, calm: number): WrittenRow => ({
    column,
    text: "One more.",
    reading: reading({ calm }),
    logprob: -2,
    repeated: 0.1,
  });
  const rows = new Map<string, SpiralRow>();
  for (const { id } of SPIRAL_TASKS.filter(({ half }) => half === "test")) {
    for (const arm of ["rejected", "accepted"] as const) {
      const up = (turn: number) => (arm === "rejected" ? known.climb * turn : 0);
      const climbing = (turn: number) => ({
        desperate: up(turn),
        hopeless: up(turn),
        "self-loathing": up(turn),
      });
      rows.set(armId(id, arm), {
        kind: "climb",
        tokens: 400,
        reply: turns(CLIMB_READINGS, climbing),
        text: turns(CLIMB_READINGS, climbing),
      });
    }
    for (const ending of ENDINGS) {
      const kind = ending === "rescue" || ending === "kind";
      const after = (turn: number) =>
        turn === 0
          ? {}
          : {
              desperate: kind ? -known.rescue : 0,
              "self-loathing": ending === "rescue" ? known.loathing : 0,
            };
      rows.set(endingId(id, ending), {
        kind: "ending",
        tokens: 500,
        reply: turns(ENDING_READINGS, after),
        text: turns(ENDING_READINGS, after),
      });
    }
    rows.set(steeringId(id), {
      kind: "steering",
      written: [
        written("plain", 0),
        written("calm", known.steering),
        ...[1, 2, 3].map((i) => written(`random-${i}`, 0)),
      ],
    });
  }
  return rows;
}
