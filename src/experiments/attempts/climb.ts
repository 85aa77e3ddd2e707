/** Failing beside passing, turn by turn, and what lies between them. */
import { ARMS, type Arm, FRAMINGS, type Framing } from "../../content/experiments/attempts.ts";
import { slope } from "../../core/statistics/slope.ts";
import { mean } from "../../core/statistics/summary.ts";
import { type Contrast, contrast } from "../contrast.ts";
import type { PlaceId } from "../read-turns.ts";
import { type MeasureId, measured, randomMeasured } from "./measures.ts";
import type { AttemptsRow, RowOf } from "./rows.ts";

export type FramingChoice = Framing | "all";
type Scripted = RowOf<"scripted">;

export interface Climb {
  readonly framing: FramingChoice;
  readonly measure: MeasureId;
  readonly place: PlaceId;
  readonly tasks: number;
  /** Mean change since the request, story σ: 0 (the request), then one a report. */
  readonly change: Readonly<Record<Arm, readonly number[]>>;
  /** Mean number of tests that each attempt passed, and how many there are. */
  readonly passed: Readonly<Record<Arm, readonly number[]>>;
  readonly total: number;
  /** Failing − passing, mean over the reports, σ. */
  readonly gap: Contrast;
  /** Failing − passing, σ a turn. */
  readonly slope: Contrast;
}

interface Pair {
  readonly task: string;
  readonly failing: Scripted;
  readonly passing: Scripted;
}

/** Conversations of which both arms were read there. */
function pairsOf(
  rows: ReadonlyMap<string, AttemptsRow>,
  framing: FramingChoice,
  place: PlaceId,
): readonly Pair[] {
  const framings = framing === "all" ? (Object.keys(FRAMINGS) as Framing[]) : [framing];
  const tasks = new Set([...rows.keys()].map((id) => id.slice(0, id.indexOf("/"))));
  return [...tasks].flatMap((task) =>
    framings.flatMap((one): Pair[] => {
      const failing = rows.get(`${task}/failing/${one}/scripted`);
      const passing = rows.get(`${task}/passing/${one}/scripted`);
      return failing?.kind === "scripted" &&
        passing?.kind === "scripted" &&
        failing[place] !== null &&
        passing[place] !== null
        ? [{ task, failing, passing }]
        : [];
    }),
  );
}

/** Resamples of views that no claim rests on. */
const FEW = { resamples: 300 };

/** Null for fewer than two tasks. */
export function climbOf(
  rows: ReadonlyMap<string, AttemptsRow>,
  framing: FramingChoice,
  measure: MeasureId,
  place: PlaceId,
): Climb | null {
  const pairs = pairsOf(rows, framing, place);
  const tasks = [...new Set(pairs.map(({ task }) => task))];
  const first = pairs[0];
  if (tasks.length < 2 || first === undefined) return null;
  const readings = (row: Scripted) => row[place] ?? [];
  const turns = readings(first.failing).map((_, turn) => turn);
  const since = (row: Scripted, of: (reading: readonly number[]) => number) =>
    readings(row).map((reading) => of(reading) - of(readings(row)[0] ?? []));
  const own = (reading: readonly number[]) => measured(reading, measure);
  const gapOf = (pair: Pair, of: (reading: readonly number[]) => number) => {
    const [failing, passing] = [since(pair.failing, of), since(pair.passing, of)];
    return turns.map((turn) => (failing[turn] as number) - (passing[turn] as number));
  };
  // A task is what is drawn anew, so its framings are averaged first.
  const byTask = (value: (pair: Pair) => number) =>
    tasks.map((task) => mean(pairs.filter((pair) => pair.task === task).map(value)));
  const directions = randomMeasured(readings(first.failing)[0] ?? [], measure).map((_, i) => i);
  const claimed = framing === "all" && measure === "desperate-calm" && place === "reply";
  const contrastOf = (summary: (gap: readonly number[]) => number) => {
    const random = directions.map((i) =>
      byTask((pair) =>
        summary(gapOf(pair, (reading) => randomMeasured(reading, measure)[i] ?? Number.NaN)),
      ),
    );
    return contrast(
      byTask((pair) => summary(gapOf(pair, own))),
      tasks.map((_, task) => random.map((direction) => direction[task] as number)),
      claimed ? undefined : FEW,
    );
  };
  const perArm = (of: (arm: Arm) => readonly number[]) =>
    Object.fromEntries(ARMS.map((arm) => [arm, of(arm)])) as Record<Arm, readonly number[]>;
  return {
    framing,
    measure,
    place,
    tasks: tasks.length,
    change: perArm((arm) =>
      turns.map((turn) => mean(byTask((pair) => since(pair[arm], own)[turn] as number))),
    ),
    passed: perArm((arm) =>
      first[arm].outcomes.map((_, turn) =>
        mean(byTask((pair) => pair[arm].outcomes[turn]?.passed ?? Number.NaN)),
      ),
    ),
    total: first.failing.outcomes[0]?.total ?? 0,
    gap: contrastOf((gap) => mean(gap.slice(1))),
    slope: contrastOf((gap) => slope(turns.slice(1), gap.slice(1))),
  };
}
