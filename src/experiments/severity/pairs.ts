/** Pairs: the same number, once as a danger. */
import { SENTENCE_PAIRS, type SentencePair } from "../../content/experiments/severity.ts";
import { type Band, bandOf } from "../../core/random-band.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { mean } from "../../core/statistics/summary.ts";
import { effect, type Effect as Mean } from "../contrast.ts";
import {
  PAIR_EMOTIONS,
  type PairEmotion,
  type PairRow,
  type Place,
  type SeverityRow,
} from "./rows.ts";

/** A mean over items against what random directions make of them, story σ. */
export interface Effect extends Mean {
  /** Permutation p, not corrected. */
  readonly p: number;
  readonly band: Band;
  /** The value in widths of the band. */
  readonly widths: number;
}

/** One pair's readings, story σ. */
export interface PairPoint {
  readonly id: string;
  readonly label: string;
  readonly danger: number;
  readonly harmless: number;
}

export interface MeasuredPair {
  readonly pair: SentencePair;
  readonly row: PairRow;
}

/** The pairs of a half that have a row. */
export function measuredPairs(
  rows: ReadonlyMap<string, SeverityRow>,
  half: SentencePair["half"],
): readonly MeasuredPair[] {
  return SENTENCE_PAIRS.flatMap((pair) => {
    const row = rows.get(pair.id);
    return pair.half === half && row?.kind === "pair" ? [{ pair, row }] : [];
  });
}

/** `at`: place of the layer in layersRead. */
export function pairPoints(
  measured: readonly MeasuredPair[],
  place: Place,
  at: number,
  emotion: PairEmotion,
): readonly PairPoint[] {
  const column = PAIR_EMOTIONS.indexOf(emotion);
  return measured.map(({ pair: { id, label }, row }) => ({
    id,
    label,
    danger: row[place].danger[column]?.[at] ?? Number.NaN,
    harmless: row[place].harmless[column]?.[at] ?? Number.NaN,
  }));
}

/** Danger − harmless over the pairs, beside the random directions. */
export function pairEffect(
  measured: readonly MeasuredPair[],
  place: Place,
  at: number,
  emotion: PairEmotion,
): Effect {
  const differences = pairPoints(measured, place, at, emotion).map(
    ({ danger, harmless }) => danger - harmless,
  );
  return effectOf(differences, signFlipP(differences), randomBand(measured, place, at));
}

/** @param p of the test that fits these values */
export function effectOf(values: readonly number[], p: number, band: Band): Effect {
  const found = effect(values);
  return { ...found, p, band, widths: found.value / (band.high - band.low) };
}

/**
 * Which layer tells danger most clearly: where afraid's mean difference over these pairs is the most
 * widths of the random band. To be asked of the choosing half alone.
 */
export function clearestLayer(
  measured: readonly MeasuredPair[],
  place: Place,
  layers: readonly number[],
): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (const at of layers.keys()) {
    const value = mean(
      pairPoints(measured, place, at, "afraid").map(({ danger, harmless }) => danger - harmless),
    );
    const { low, high } = randomBand(measured, place, at);
    const widths = value / (high - low);
    if (widths > most) [best, most] = [at, widths];
  }
  return best;
}

function randomBand(measured: readonly MeasuredPair[], place: Place, at: number): Band {
  const directions = measured[0]?.row[place].random.length ?? 0;
  return bandOf(
    Array.from({ length: directions }, (_, direction) =>
      mean(measured.map(({ row }) => row[place].random[direction]?.[at] ?? Number.NaN)),
    ),
  );
}
