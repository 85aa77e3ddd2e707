/** The climb: both arms turn by turn, and what lies between them. */
import { bandOf } from "../../core/random-band.ts";
import { slope } from "../../core/statistics/slope.ts";
import { type Contrast, contrast, type Effect, effect } from "../contrast.ts";
import type { PlaceId } from "../read-turns.ts";
import type { TaskRows } from "./by-task.ts";
import { DRAWN, type Kept, type MeasureId, measured, randomMeasured } from "./measures.ts";

export interface Climb {
  /** Change since the request, one a turn: 0 (the request) … 8. */
  readonly rejected: readonly Effect[];
  readonly accepted: readonly Effect[];
  /** Of random directions, in both arms. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** Rejected − accepted after the first answer of the user, σ. */
  readonly first: Effect;
  /** Rejected − accepted at the last turn, σ. */
  readonly last: Contrast;
  /** Rejected − accepted, σ a turn, over the answers of the user. */
  readonly slope: Contrast;
}

interface Pair {
  readonly rejected: readonly Kept[];
  readonly accepted: readonly Kept[];
}

/** Null for fewer than two tasks of which both arms are there. */
export function climbOf(tasks: readonly TaskRows[], id: MeasureId, place: PlaceId): Climb | null {
  const pairs = tasks.flatMap(({ rejected, accepted }): Pair[] =>
    rejected && accepted ? [{ rejected: rejected[place], accepted: accepted[place] }] : [],
  );
  const turns = pairs[0]?.rejected.length ?? 0;
  if (pairs.length < 2) return null;
  const places = Array.from({ length: turns }, (_, turn) => turn);
  const since = (arm: keyof Pair) =>
    places.map((turn) =>
      effect(
        pairs.map((pair) => changed(pair[arm], turn, id)),
        DRAWN,
      ),
    );
  const bands = places.map((turn) =>
    bandOf((["rejected", "accepted"] as const).flatMap((arm) => randomMeans(pairs, arm, turn, id))),
  );
  // What the twins share falls out: one list a task, one number a turn.
  const gaps = pairs.map(({ rejected, accepted }) =>
    places.map((turn) => measured(rejected[turn] ?? [], id) - measured(accepted[turn] ?? [], id)),
  );
  const randomGaps = pairs.map(({ rejected, accepted }) => {
    const of = (rows: readonly Kept[]) =>
      places.map((turn) => randomMeasured(rows[turn] ?? [], id));
    const [bad, good] = [of(rejected), of(accepted)];
    return (bad[0] ?? []).map((_, direction) =>
      places.map((turn) => (bad[turn]?.[direction] ?? 0) - (good[turn]?.[direction] ?? 0)),
    );
  });
  const lastOf = (gap: readonly number[]) => gap.at(-1) ?? Number.NaN;
  const slopeOf = (gap: readonly number[]) => slope(places.slice(1), gap.slice(1));
  return {
    rejected: since("rejected"),
    accepted: since("accepted"),
    band: { low: bands.map(({ low }) => low), high: bands.map(({ high }) => high) },
    first: effect(
      gaps.map((gap) => gap[1] ?? Number.NaN),
      DRAWN,
    ),
    last: contrast(
      gaps.map(lastOf),
      randomGaps.map((directions) => directions.map(lastOf)),
    ),
    slope: contrast(
      gaps.map(slopeOf),
      randomGaps.map((directions) => directions.map(slopeOf)),
    ),
  };
}

function changed(rows: readonly Kept[], turn: number, id: MeasureId): number {
  return measured(rows[turn] ?? [], id) - measured(rows[0] ?? [], id);
}

/** Mean change of each random direction over the tasks of an arm. */
function randomMeans(
  pairs: readonly Pair[],
  arm: keyof Pair,
  turn: number,
  id: MeasureId,
): number[] {
  const changes = pairs.map((pair) => randomChange(pair[arm][0], pair[arm][turn], id));
  return (changes[0] ?? []).map(
    (_, direction) =>
      changes.reduce((sum, task) => sum + (task[direction] ?? 0), 0) / changes.length,
  );
}

/** Of every random direction: what it is after, less what it was before. */
export function randomChange(
  before: Kept | undefined,
  after: Kept | undefined,
  id: MeasureId,
): number[] {
  const from = randomMeasured(before ?? [], id);
  return randomMeasured(after ?? [], id).map((value, i) => value - (from[i] ?? Number.NaN));
}
