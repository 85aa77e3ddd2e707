/** Log odds of the hard-coded answer over the honest one, under steering. */
import { ARMS, type Arm } from "../../content/experiments/attempts.ts";
import { mean } from "../../core/statistics/summary.ts";
import { type Contrast, contrast } from "../contrast.ts";
import type { AttemptsRow, RowOf } from "./rows.ts";

export const PUSHES = ["desperate", "calm"] as const;
export type Push = (typeof PUSHES)[number];

export interface Odds {
  readonly arm: Arm;
  readonly tasks: number;
  /** Mean log odds without steering, nats. */
  readonly plain: number;
  /** What adding does, against plain; its band: random directions, added. */
  readonly up: Readonly<Record<Push, Contrast>>;
  /** What taking away does, against plain. */
  readonly down: Readonly<Record<Push, Contrast>>;
  /**
   * Half of what adding does over taking away: free of what any push does. Its band: differences of
   * two random directions over √2, which spread at least as widely.
   */
  readonly turn: Readonly<Record<Push, Contrast>>;
}

const odds = ([honest, hard]: readonly [number, number]) => hard - honest;

/** One arm; null for fewer than two tasks. */
export function oddsOf(rows: ReadonlyMap<string, AttemptsRow>, arm: Arm): Odds | null {
  const own = [...rows].flatMap(([id, row]): RowOf<"odds">[] =>
    row.kind === "odds" && id.includes(`/${arm}/`) ? [row] : [],
  );
  if (own.length < 2) return null;
  const random = own.map((row) => row.random.map((one) => odds(one) - odds(row.plain)));
  const of = (push: Push, way: "up" | "down") =>
    contrast(
      own.map((row) => odds(row[push][way]) - odds(row.plain)),
      random,
    );
  const pairs = random.map((row) =>
    row.map((one, i) => (one - (row[(i + 1) % row.length] as number)) / Math.SQRT2),
  );
  const turn = (push: Push) =>
    contrast(
      own.map((row) => (odds(row[push].up) - odds(row[push].down)) / 2),
      pairs,
    );
  return {
    arm,
    turn: { desperate: turn("desperate"), calm: turn("calm") },
    tasks: own.length,
    plain: mean(own.map(({ plain }) => odds(plain))),
    up: { desperate: of("desperate", "up"), calm: of("calm", "up") },
    down: { desperate: of("desperate", "down"), calm: of("calm", "down") },
  };
}

/** Of the arms that have rows. */
export function allOdds(rows: ReadonlyMap<string, AttemptsRow>): readonly Odds[] {
  return ARMS.flatMap((arm) => oddsOf(rows, arm) ?? []);
}
