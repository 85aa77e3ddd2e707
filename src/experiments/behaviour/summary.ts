/** What the rows say: a cell for each emotion and each kind of behaviour, with its curve and controls. */
import { BATTERIES } from "../../content/experiments/behaviour.ts";
import { EMOTIONS, type Emotion, emotionIndex } from "../../core/emotions.ts";
import { type Band, bandOf } from "../../core/random-band.ts";
import { holm } from "../../core/statistics/holm.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { mean } from "../../core/statistics/summary.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { type Effect, effect } from "../contrast.ts";
import { alphasOf, type Settings } from "./fields.ts";
import {
  changes,
  coherentPlaces,
  type Steered,
  slopes,
  underEmotion,
  underRandom,
} from "./measures.ts";
import type { BehaviourRow } from "./rows.ts";

/** Rows of the picture. */
export const ASPECTS = ["own", ...BATTERIES] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Change of the log odds at one strength, nats. */
export interface CurvePoint extends Effect {
  readonly alpha: number;
  readonly band: Band;
  readonly coherent: boolean;
}

export interface Cell {
  readonly emotion: Emotion;
  /** Slope of the log odds, nats for 0.1 of α; NaN where no strength leaves the text coherent. */
  readonly effect: Effect;
  /** Where the slopes of random directions fall. */
  readonly band: Band;
  /** Permutation p, and the same corrected over the batteries' cells, or over the own words'. */
  readonly p: number;
  readonly corrected: number;
  /** From the least to the greatest α, with 0. */
  readonly curve: readonly CurvePoint[];
}

export interface AspectSummary {
  readonly aspect: Aspect;
  readonly items: number;
  /** Different pairs of answers among them: what is resampled, and whose signs are tossed. */
  readonly units: number;
  /** In EMOTIONS order. */
  readonly cells: readonly Cell[];
  /** What is tested of the whole: see findings.ts. */
  readonly whole: Effect & { readonly p: number; readonly band: Band };
}

export interface BehaviourSummary {
  readonly model: string;
  readonly where: string;
  readonly aspects: readonly AspectSummary[];
}

const MIN_ITEMS = 4;
/** Enough for ends that are good to a few percent of the width; there are hundreds of intervals. */
const RESAMPLES = { resamples: 1000 };
const CURVE_RESAMPLES = { resamples: 400 };
const RANDOM = Array.from({ length: RANDOM_DIRECTIONS.count }, (_, i) => i);

type Entry = readonly [id: string, row: BehaviourRow];

export function summarise(
  rows: ReadonlyMap<string, BehaviourRow>,
  settings: Settings,
  model: string,
): BehaviourSummary | null {
  const alphas = alphasOf(settings);
  const found = ASPECTS.flatMap((aspect) => {
    const own = [...rows].filter(([id]) => id.startsWith(`${aspect}/`));
    return own.length < MIN_ITEMS ? [] : [ofAspect(aspect, own, alphas)];
  });
  if (found.length === 0) return null;
  const corrected = new Map<Cell, number>();
  for (const group of [["own"], BATTERIES] as const) {
    const cells = found.filter(({ aspect }) => group.some((one) => one === aspect));
    const all = cells.flatMap((one) => one.cells);
    for (const [i, p] of holm(all.map(({ p }) => p)).entries()) corrected.set(all[i] as Cell, p);
  }
  const aspects = found.map((one) => ({
    ...one,
    cells: one.cells.map((cell) => ({ ...cell, corrected: corrected.get(cell) ?? Number.NaN })),
  }));
  return { model, where: settings.where, aspects };
}

function ofAspect(
  aspect: Aspect,
  rows: readonly Entry[],
  alphas: readonly number[],
): AspectSummary {
  const emotional = EMOTIONS.map((_, emotion) =>
    direction(
      rows.map(([id, row]) => underEmotion(id, row, emotion)),
      alphas,
    ),
  );
  const randomFor = (emotion: number) =>
    RANDOM.map((one) =>
      direction(
        rows.map(([id, row]) => underRandom(id, row, one, emotion)),
        alphas,
      ),
    );
  // In a battery the same random directions serve all emotions; own words have a band each.
  const shared = aspect === "own" ? null : randomFor(0);
  const random = EMOTIONS.map((_, emotion) => shared ?? randomFor(emotion));
  const cells = emotional.map((own, emotion) =>
    cellOf(EMOTIONS[emotion] as Emotion, own, random[emotion] ?? [], alphas),
  );
  const whole = aspect === "own" ? ownWhole(emotional, random) : axisWhole(emotional, shared ?? []);
  const units = emotional[0]?.slopes.length ?? 0;
  return { aspect, items: rows.length, units, cells, whole };
}

interface Direction {
  readonly items: readonly Steered[];
  readonly coherent: readonly boolean[];
  readonly slopes: readonly number[];
}

function direction(items: readonly Steered[], alphas: readonly number[]): Direction {
  const coherent = coherentPlaces(items, alphas);
  return { items, coherent, slopes: slopes(items, alphas, coherent) };
}

const slopeOf = (one: Direction) => mean(one.slopes);
const bandOfSlopes = (values: readonly number[]) => bandOf(values.filter(Number.isFinite));

function cellOf(
  emotion: Emotion,
  own: Direction,
  random: readonly Direction[],
  alphas: readonly number[],
): Cell {
  const points = alphas.map(
    (alpha, place): CurvePoint => ({
      alpha,
      ...effect(changes(own.items, place), CURVE_RESAMPLES),
      band: bandOf(random.map(({ items }) => mean(changes(items, place)))),
      coherent: own.coherent[place] === true,
    }),
  );
  const zero = { alpha: 0, value: 0, low: 0, high: 0, band: { low: 0, high: 0 }, coherent: true };
  return {
    emotion,
    effect: effect(own.slopes, RESAMPLES),
    band: bandOfSlopes(random.map(slopeOf)),
    p: signFlipP(own.slopes),
    corrected: Number.NaN,
    curve: [...points, zero].sort((a, b) => a.alpha - b.alpha),
  };
}

/** The mean over the emotions of what each does to its own words, opening by opening. */
function ownWhole(emotional: readonly Direction[], random: readonly (readonly Direction[])[]) {
  const sound = emotional.filter((one) => Number.isFinite(slopeOf(one)));
  const perOpening = (emotional[0]?.slopes ?? []).map((_, item) =>
    mean(sound.map(({ slopes: own }) => own[item] as number)),
  );
  return {
    ...effect(perOpening, RESAMPLES),
    p: signFlipP(perOpening),
    band: bandOfSlopes(random.flatMap((own) => own.map(slopeOf))),
  };
}

/** Desperate less calm, item by item; beside it one random direction less the next. */
function axisWhole(emotional: readonly Direction[], random: readonly Direction[]) {
  const desperate = emotional[emotionIndex("desperate")]?.slopes ?? [];
  const calm = emotional[emotionIndex("calm")]?.slopes ?? [];
  const apart = desperate.map((value, item) => value - (calm[item] as number));
  const steps = random.map(
    (one, i) => slopeOf(one) - slopeOf(random[(i + 1) % random.length] as Direction),
  );
  return { ...effect(apart, RESAMPLES), p: signFlipP(apart), band: bandOfSlopes(steps) };
}

/** Beyond the random band, with an interval that leaves 0 out and a corrected p below 5 %. */
export function isClear({ effect: { value, low, high }, band, corrected }: Cell): boolean {
  return (low > 0 || high < 0) && isBeyond(value, band) && corrected < 0.05;
}

export function isBeyond(value: number, band: Band): boolean {
  return value > band.high || value < band.low;
}
