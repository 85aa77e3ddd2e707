/** The figures that the benchmark reports, each with its target where there is one. */
import { FAR, LENGTHS, type Length, type Pair } from "./engine-timings.ts";
import type { Results } from "./results.ts";
import { type Spread, spread, spreadOf } from "./statistics.ts";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly digits: number;
  /** Least and most of the repetitions. */
  readonly range?: readonly [number, number];
  /** The value should be at most this. */
  readonly target?: number;
}

/** "met", or by how much the target is missed; empty without a target. */
export function verdict({ value, target, unit, digits }: Figure): string {
  if (target === undefined) return "";
  if (Number.isNaN(value)) return "not measured";
  if (value <= target) return "met";
  const over = `${(value - target).toFixed(digits)}${space(unit)}`;
  return unit === "%" ? `missed by ${over}` : `missed by ${over} (${share(value, target)} %)`;
}

function share(value: number, target: number): string {
  return (100 * (value / target - 1)).toFixed(0);
}

export function space(unit: string): string {
  return unit === "" ? "" : `\u00a0${unit}`;
}

/** All figures, in the order of the report. */
export function figures(results: Results): Figure[] {
  const { rounds, typing, firstVisit, secondVisit, memory } = results;
  const peak = Math.max(...memory.map((moment) => moment.memory?.peak ?? Number.NaN));
  const typed = spread(typing);
  return [
    ...LENGTHS.flatMap((length) => prefillFigures(results, length)),
    ...LENGTHS.flatMap((length) => decodeFigures(results, length)),
    ofSpread(
      `decode after ${FAR} tokens, read`,
      "tok/s",
      1,
      spreadOf(rounds, ({ farDecode }) => 1000 / spread(farDecode).median),
    ),
    ofSpread(
      "three tokens after 200, read",
      "ms",
      0,
      spreadOf(rounds, (round) => round.threeTokens),
    ),
    {
      ...ofSpread("last word of 200 tokens changed → new colour, median", "ms", 0, typed),
      target: 100,
    },
    {
      name: "the same, 95 % of the changes",
      unit: "ms",
      digits: 0,
      value: typed.p95,
      target: 160,
    },
    {
      ...ofSpread("click → first coloured token, first visit", "s", 1, seconds(firstVisit)),
      target: 8,
    },
    {
      ...ofSpread("click → first coloured token, second visit", "s", 1, seconds(secondVisit)),
      target: 4,
    },
    {
      name: "peak memory of the page’s process",
      unit: "GB",
      digits: 2,
      value: peak / 1000,
      target: 1.1,
    },
  ];
}

function prefillFigures({ rounds }: Results, length: Length): Figure[] {
  const rate = (side: keyof Pair) =>
    spreadOf(rounds, ({ prefill }) => (1000 * length) / (prefill[length][side][0] ?? Number.NaN));
  const name = `prefill of ${length} tokens`;
  return [
    ofSpread(`${name}, read`, "tok/s", 0, rate("tapsOn")),
    ofSpread(`${name}, not read`, "tok/s", 0, rate("tapsOff")),
  ];
}

function decodeFigures({ rounds }: Results, length: Length): Figure[] {
  const step = (pair: Pair, side: keyof Pair) => spread(pair[side]).median;
  const rate = (side: keyof Pair) =>
    spreadOf(rounds, ({ decode }) => 1000 / step(decode[length], side));
  const cost = spreadOf(
    rounds,
    ({ decode }) => 100 * (step(decode[length], "tapsOn") / step(decode[length], "tapsOff") - 1),
  );
  const name = `decode after ${length} tokens`;
  return [
    ofSpread(`${name}, read`, "tok/s", 1, rate("tapsOn")),
    ofSpread(`${name}, not read`, "tok/s", 1, rate("tapsOff")),
    { ...ofSpread(`${name}: cost of reading`, "%", 1, cost), target: 5 },
  ];
}

function ofSpread(name: string, unit: string, digits: number, of: Spread): Figure {
  return { name, unit, digits, value: of.median, range: [of.low, of.high] };
}

function seconds(milliseconds: readonly number[]): Spread {
  return spreadOf(milliseconds, (ms) => ms / 1000);
}
