/** What a dosage run shows in numbers: curves, the random band, ρ, p and effect, and a verdict. */

import type { Expectation } from "../content/situations.ts";
import { doseRanks } from "../content/template.ts";
import { type Emotion, emotionIndex } from "../core/emotions.ts";
import { bandOf } from "../core/random-band.ts";
import { effectInBandWidths, rise } from "../core/statistics/dose-effect.ts";
import { spearmanP } from "../core/statistics/permutation.ts";
import { spearman } from "../core/statistics/spearman.ts";
import { randomStoryValues } from "../core/story-mean.ts";
import { COLUMNS } from "../core/vectors-access.ts";
import type { DosePoint } from "./runs.ts";

/** An emotion's readings along the doses, story σ; NaN where a point is not there yet. */
export function doseValues(
  points: readonly DosePoint[],
  emotion: Emotion,
  layer: number,
): readonly number[] {
  const column = emotionIndex(emotion);
  return points.map((point) => point?.z[layer * COLUMNS + column] ?? Number.NaN);
}

/** The random directions' 5th to 95th percentile at each dose, story σ; NaN where not there yet. */
export function doseBand(
  points: readonly DosePoint[],
  layer: number,
): { readonly low: readonly number[]; readonly high: readonly number[] } {
  const bands = points.map((point) => bandOf(point === null ? [] : randomAt(point.z, layer)));
  return { low: bands.map(({ low }) => low), high: bands.map(({ high }) => high) };
}

function randomAt(z: Float32Array, layer: number): readonly number[] {
  return z.length >= (layer + 1) * COLUMNS ? randomStoryValues(z, layer) : [];
}

/** One line of numbers: a curve over the doses. */
export interface DoseStatistics {
  /** Spearman's ρ over the doses. */
  readonly rho: number;
  /** Two-sided permutation p of ρ. */
  readonly p: number;
  /** Rise of a fitted line from the lowest dose to the highest, story σ. */
  readonly rise: number;
  /** The same in widths of the random directions' rises. */
  readonly effect: number;
  readonly first: number;
  readonly last: number;
}

export const VERDICTS = [
  "waiting",
  "too-few",
  "does-not-follow",
  "unsettled",
  "small",
  "control-too",
  "no-control",
  "follows",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface DoseSummary {
  readonly emotion: Emotion;
  readonly doses: number;
  readonly curve: DoseStatistics;
  readonly control: DoseStatistics | null;
  readonly expected: "up" | "down" | null;
  readonly verdict: Verdict;
}

/**
 * The rule. A curve follows the dose where its order is strong and unlikely by chance, it moves
 * further than random directions do, and its control moves less than half as far the same way.
 */
export const FOLLOW_RULE = {
  rho: 0.7,
  p: 0.05,
  bandWidths: 1,
  controlShare: 0.5,
  /** Below this many doses no order is unlikely: 4! = 24 orders, p ≥ 0.08. */
  doses: 5,
} as const;

function statistics(
  ranks: readonly number[],
  points: readonly DosePoint[],
  emotion: Emotion,
  layer: number,
): DoseStatistics | null {
  const values = doseValues(points, emotion, layer);
  if (values.some(Number.isNaN)) return null;
  const random = points.map((point) => randomAt(point?.z ?? new Float32Array(0), layer));
  const curves = (random[0] ?? []).map((_, at) => random.map((row) => row[at] ?? Number.NaN));
  return {
    rho: spearman(ranks, values),
    p: spearmanP(ranks, values),
    rise: rise(ranks, values),
    effect: effectInBandWidths(ranks, values, curves),
    first: values[0] ?? Number.NaN,
    last: values.at(-1) ?? Number.NaN,
  };
}

/** The verdict of FOLLOW_RULE. NaN never follows. */
export function doseVerdict(
  doses: number,
  curve: DoseStatistics,
  control: DoseStatistics | null,
): Verdict {
  if (doses < FOLLOW_RULE.doses) return "too-few";
  if (!(Math.abs(curve.rho) >= FOLLOW_RULE.rho)) return "does-not-follow";
  if (!(curve.p < FOLLOW_RULE.p)) return "unsettled";
  if (!(Math.abs(curve.effect) >= FOLLOW_RULE.bandWidths)) return "small";
  if (control === null) return "no-control";
  const sameWay = Math.sign(control.rise) === Math.sign(curve.rise);
  const alike = Math.abs(control.rise) >= FOLLOW_RULE.controlShare * Math.abs(curve.rise);
  return sameWay && alike ? "control-too" : "follows";
}

const NOTHING: DoseStatistics = {
  rho: Number.NaN,
  p: Number.NaN,
  rise: Number.NaN,
  effect: Number.NaN,
  first: Number.NaN,
  last: Number.NaN,
};

export interface DoseRunView {
  readonly doses: readonly string[];
  readonly points: readonly DosePoint[];
  readonly controls: readonly DosePoint[];
  readonly expected: readonly Expectation[];
}

/** Numbers and verdict of one emotion at one layer; "waiting" until every point is there. */
export function summariseDoses(run: DoseRunView, emotion: Emotion, layer: number): DoseSummary {
  const ranks = doseRanks(run.doses);
  const expected = run.expected.find((one) => one.emotion === emotion)?.direction ?? null;
  const curve = statistics(ranks, run.points, emotion, layer);
  const anyControl = run.controls.some((point) => point !== null);
  const control = anyControl ? statistics(ranks, run.controls, emotion, layer) : null;
  const base = { emotion, doses: run.doses.length, expected };
  if (curve === null || (anyControl && control === null)) {
    return { ...base, curve: curve ?? NOTHING, control, verdict: "waiting" };
  }
  return { ...base, curve, control, verdict: doseVerdict(run.doses.length, curve, control) };
}
