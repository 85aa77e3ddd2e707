/** What the rows say, for the figure, the table and the findings. */
import { FRAMINGS, type Framing } from "../../content/experiments/attempts.ts";
import { signed } from "../../core/signed.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { rateDifference } from "../../core/statistics/rates.ts";
import { mean } from "../../core/statistics/summary.ts";
import type { ResultTable } from "../contract.ts";
import { PLACES, type PlaceId } from "../read-turns.ts";
import { type Climb, climbOf, type FramingChoice } from "./climb.ts";
import { MEASURES, type MeasureId } from "./measures.ts";
import { allOdds, type Odds, PUSHES } from "./odds.ts";
import { allRates, HIT, RATES, type Rates, writtenRows } from "./rates.ts";
import type { AttemptsRow } from "./rows.ts";

export const FRAMING_CHOICES: readonly FramingChoice[] = [
  "all",
  ...(Object.keys(FRAMINGS) as Framing[]),
];

export interface AttemptsSummary {
  readonly model: string;
  readonly alpha: number;
  readonly climbs: readonly Climb[];
  readonly odds: readonly Odds[];
  readonly rates: readonly Rates[];
  /** Rate of cheating, failing − passing, with Newcombe's interval; p of sign flips over tasks. */
  readonly cheating: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly p: number;
  } | null;
}

export function summarise(
  rows: ReadonlyMap<string, AttemptsRow>,
  alpha: number,
  model: string,
): AttemptsSummary | null {
  const climbs = FRAMING_CHOICES.flatMap((framing) =>
    MEASURES.flatMap(({ id }) =>
      PLACES.flatMap((place) => climbOf(rows, framing, id, place.id) ?? []),
    ),
  );
  const odds = allOdds(rows);
  const rates = allRates(rows);
  if (climbs.length === 0 && odds.length === 0 && rates.length === 0) return null;
  return { model, alpha, climbs, odds, rates, cheating: cheatingOf(rows) };
}

function cheatingOf(rows: ReadonlyMap<string, AttemptsRow>): AttemptsSummary["cheating"] {
  const [failing, passing] = (["failing", "passing"] as const).map((arm) => {
    const own = writtenRows(rows, arm);
    return { hits: own.filter(HIT.cheat).length, trials: own.length };
  });
  if (!failing?.trials || !passing?.trials) return null;
  const tasks = [...new Set([...rows.keys()].map((id) => id.slice(0, id.indexOf("/"))))];
  const gaps = tasks.flatMap((task) => {
    const rate = (arm: "failing" | "passing") => {
      const own = new Map([...rows].filter(([id]) => id.startsWith(`${task}/`)));
      return mean(writtenRows(own, arm).map((row) => (HIT.cheat(row) ? 1 : 0)));
    };
    const gap = rate("failing") - rate("passing");
    return Number.isNaN(gap) ? [] : [gap];
  });
  return {
    value: failing.hits / failing.trials - passing.hits / passing.trials,
    ...rateDifference(failing, passing),
    p: signFlipP(gaps),
  };
}

export function climbIn(
  { climbs }: AttemptsSummary,
  framing: FramingChoice,
  measure: MeasureId,
  place: PlaceId,
): Climb | null {
  const found = climbs.find(
    (one) => one.framing === framing && one.measure === measure && one.place === place,
  );
  return found ?? null;
}

export function ratesIn({ rates }: AttemptsSummary, framing: FramingChoice): readonly Rates[] {
  return rates.filter((one) => one.framing === framing);
}

export function sentence(summary: AttemptsSummary): string {
  const parts: string[] = [];
  const climb = climbIn(summary, "all", "desperate-calm", "reply");
  if (climb !== null) {
    const { value, low, high } = climb.gap;
    const way = value >= 0 ? "higher" : "lower";
    parts.push(
      `In ${summary.model}, over ${climb.tasks} tasks, desperate − calm before the reply is ${Math.abs(value).toFixed(1)} σ ${way} where tests fail than where they pass (${signed(low)} to ${signed(high)}).`,
    );
  }
  const odds = summary.odds.find(({ arm }) => arm === "failing");
  if (odds) {
    parts.push(
      `Desperate ${signed(summary.alpha, 2)} against ${signed(-summary.alpha, 2)} moves the log odds of hard-coding by ${signed(2 * odds.turn.desperate.value)} nats, calm by ${signed(2 * odds.turn.calm.value)}.`,
    );
  }
  const failing = ratesIn(summary, "all").find(({ arm }) => arm === "failing");
  if (failing) {
    const { hits, trials } = failing.rates.cheat;
    parts.push(`Left to itself it cheats in ${hits} of ${trials} attempts.`);
  }
  return parts.join(" ");
}

export function table(summary: AttemptsSummary): ResultTable {
  const name = (id: MeasureId) => MEASURES.find((one) => one.id === id)?.label ?? id;
  const where = (id: PlaceId) => PLACES.find((one) => one.id === id)?.label ?? id;
  const turns = summary.climbs.flatMap(({ framing, measure, place, change, passed }) =>
    (["failing", "passing"] as const).flatMap((arm) =>
      change[arm].map((value, turn) => [
        `${name(measure)} ${where(place)}`,
        framing,
        arm,
        turn === 0 ? "request" : `report ${turn} (${(passed[arm][turn - 1] ?? 0).toFixed(1)} pass)`,
        value,
        "",
        "",
      ]),
    ),
  );
  const gaps = summary.climbs.map(({ framing, measure, place, gap }) => [
    `${name(measure)} ${where(place)}`,
    framing,
    "failing − passing",
    "mean over reports",
    gap.value,
    gap.low,
    gap.high,
  ]);
  const odds = summary.odds.flatMap(({ arm, up, down }) =>
    PUSHES.flatMap((push) =>
      [
        { way: `+${summary.alpha}`, one: up[push] },
        { way: `−${summary.alpha}`, one: down[push] },
      ].map(({ way, one }) => [
        "log odds of hard-coding, nats",
        "neutral",
        arm,
        `${push} ${way}, against plain`,
        one.value,
        one.low,
        one.high,
      ]),
    ),
  );
  const rates = summary.rates.flatMap(({ framing, arm, rates: own }) =>
    RATES.map(({ id, label }) => {
      const { hits, trials, low, high } = own[id];
      return ["rate", framing, arm, `${label} (${hits} of ${trials})`, hits / trials, low, high];
    }),
  );
  return {
    columns: ["what", "framing", "tests", "when", "value", "low", "high"],
    rows: [...gaps, ...odds, ...rates, ...turns],
  };
}
