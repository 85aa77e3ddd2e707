/** Curves: a sentence along its doses, against its control along the same ones. */
import type { Expectation, Situation } from "../../content/situations.ts";
import { doseRanks } from "../../content/template.ts";
import { type Band, bandOf } from "../../core/random-band.ts";
import { rise } from "../../core/statistics/dose-effect.ts";
import { spearmanP } from "../../core/statistics/permutation.ts";
import { spearman } from "../../core/statistics/spearman.ts";
import { meanRiseP } from "../../core/statistics/stratified.ts";
import { mean } from "../../core/statistics/summary.ts";
import { LEVEL } from "../verdict.ts";
import { type Effect, effectOf } from "./pairs.ts";
import { type CurveRow, curveId, type Place, type SeverityRow } from "./rows.ts";

/** Order and climb of one curve. */
export interface CurveStatistics {
  readonly values: readonly number[];
  /** Spearman's ρ with the dose, and its permutation p, not corrected. */
  readonly rho: number;
  readonly p: number;
  /** Climb from the lowest dose to the highest, story σ. */
  readonly rise: number;
}

/** One expected direction of one situation. */
export interface Curve extends Expectation {
  readonly id: string;
  readonly title: string;
  readonly controlLabel: string;
  readonly doses: readonly string[];
  readonly template: CurveStatistics;
  readonly control: CurveStatistics;
  /** Template − control, dose by dose. */
  readonly beyond: CurveStatistics;
  /** The random directions' rises, template − control. */
  readonly band: Band;
  /** The template's own curve goes the expected way. */
  readonly follows: boolean;
  /** And so it does beyond its control, further than random directions. */
  readonly survives: boolean;
}

export interface CurveGroup {
  readonly curves: readonly Curve[];
  readonly situations: number;
  /** Mean rise beyond the control, the expected way, over the situations. */
  readonly effect: Effect;
}

/** An order this strong counts as following; as on the Dosage page. */
const STRONG = 0.7;

const SIGN = { up: 1, down: -1 } as const;

/**
 * @param situations those whose rows are there, both arms
 * @param which which expected directions of a situation count
 * @param at place of the layer in layersRead
 */
export function curveGroup(
  situations: readonly Situation[],
  rows: ReadonlyMap<string, SeverityRow>,
  which: (expected: readonly Expectation[]) => readonly Expectation[],
  place: Place,
  at: number,
): CurveGroup | null {
  const groups = situations.flatMap((situation) => {
    const template = rows.get(curveId(situation.id, "template"));
    const control = rows.get(curveId(situation.id, "control"));
    if (template?.kind !== "curve" || control?.kind !== "curve") return [];
    const random = beyondRises(template, control, place, at);
    const curves = which(situation.expected).map((expectation) =>
      curveOf(situation, expectation, template, control, bandOf(random), place, at),
    );
    return [{ doses: doseRanks(situation.doses), curves, random }];
  });
  if (groups.length < 2) return null;
  // A situation counts once, however many directions are expected of it.
  const series = groups.map(({ doses, curves }) => ({
    doses,
    values: doses.map((_, dose) =>
      mean(
        curves.map(
          ({ direction, beyond }) => SIGN[direction] * (beyond.values[dose] ?? Number.NaN),
        ),
      ),
    ),
  }));
  const directions = groups[0]?.random.length ?? 0;
  const means = Array.from({ length: directions }, (_, direction) =>
    mean(groups.map(({ random }) => random[direction] ?? Number.NaN)),
  );
  return {
    curves: groups.flatMap(({ curves }) => curves),
    situations: groups.length,
    effect: effectOf(
      series.map(({ doses, values }) => rise(doses, values)),
      meanRiseP(series),
      // Up or down is expected by turns, and a random direction has no sign of its own: both count.
      bandOf([...means, ...means.map((value) => -value)]),
    ),
  };
}

function curveOf(
  situation: Situation,
  expectation: Expectation,
  templateRow: CurveRow,
  controlRow: CurveRow,
  band: Band,
  place: Place,
  at: number,
): Curve {
  const { id, title, controlLabel, doses, expected } = situation;
  const ranks = doseRanks(doses);
  const which = expected.indexOf(expectation);
  const valuesOf = (row: CurveRow) =>
    doses.map((_, dose) => row[place].values[which]?.[dose]?.[at] ?? Number.NaN);
  const statistics = (values: readonly number[]): CurveStatistics => ({
    values,
    rho: spearman(ranks, values),
    p: spearmanP(ranks, values),
    rise: rise(ranks, values),
  });
  const template = statistics(valuesOf(templateRow));
  const control = statistics(valuesOf(controlRow));
  const beyond = statistics(
    template.values.map((value, dose) => value - (control.values[dose] ?? Number.NaN)),
  );
  const sign = SIGN[expectation.direction];
  const goes = ({ rho, p }: CurveStatistics) => sign * rho >= STRONG && p < LEVEL;
  const follows = goes(template);
  const outside = beyond.rise > band.high || beyond.rise < band.low;
  const survives = follows && goes(beyond) && outside;
  return {
    ...expectation,
    id,
    title,
    controlLabel,
    doses,
    template,
    control,
    beyond,
    band,
    follows,
    survives,
  };
}

/** Rises of the random directions, template − control: a rise is linear in its values. */
function beyondRises(template: CurveRow, control: CurveRow, place: Place, at: number): number[] {
  return template[place].random.map(
    (layers, direction) =>
      (layers[at] ?? Number.NaN) - (control[place].random[direction]?.[at] ?? Number.NaN),
  );
}
