/** From sentences to rows: every sentence is read over its text and where its reply is prepared. */

import type { Situation } from "../../content/situations.ts";
import { doseRanks, fillTemplate } from "../../content/template.ts";
import { EMOTIONS, emotionIndex } from "../../core/emotions.ts";
import { rise } from "../../core/statistics/dose-effect.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type { ExperimentModel } from "../contract.ts";
import { type CurveRow, layersRead, PAIR_EMOTIONS, type PairRow, type Place } from "./rows.ts";

export interface Reader {
  readonly model: Pick<ExperimentModel, "point">;
  readonly layers: number;
  readonly signal: AbortSignal;
}

/** A sentence's reading: the value of a column [K] at a residual point, story σ. */
type Reading = (column: number, layer: number) => number;

/** A pair, sentence by sentence. */
export async function readPair(
  reader: Reader,
  { danger, harmless }: { readonly danger: string; readonly harmless: string },
): Promise<PairRow> {
  const layers = layersRead(reader.layers);
  const at = async (place: Place) => {
    const grave = await readSentence(reader, danger, place);
    const mild = await readSentence(reader, harmless, place);
    const emotions = (reading: Reading) =>
      PAIR_EMOTIONS.map((emotion) =>
        layers.map((layer) => thousandths(reading(emotionIndex(emotion), layer))),
      );
    return {
      danger: emotions(grave),
      harmless: emotions(mild),
      random: randomColumns.map((column) =>
        layers.map((layer) => hundredths(grave(column, layer) - mild(column, layer))),
      ),
    };
  };
  return { kind: "pair", text: await at("text"), reply: await at("reply") };
}

/** A situation's sentence, or its control, at every dose. */
export async function readCurve(
  reader: Reader,
  { expected, doses }: Pick<Situation, "expected" | "doses">,
  template: string,
): Promise<CurveRow> {
  const layers = layersRead(reader.layers);
  const ranks = doseRanks(doses);
  const at = async (place: Place) => {
    const readings: Reading[] = [];
    for (const dose of doses) {
      readings.push(await readSentence(reader, fillTemplate(template, dose), place));
    }
    return {
      values: expected.map(({ emotion }) =>
        readings.map((reading) =>
          layers.map((layer) => thousandths(reading(emotionIndex(emotion), layer))),
        ),
      ),
      random: randomColumns.map((column) =>
        layers.map((layer) =>
          hundredths(
            rise(
              ranks,
              readings.map((reading) => reading(column, layer)),
            ),
          ),
        ),
      ),
    };
  };
  return { kind: "curve", text: await at("text"), reply: await at("reply") };
}

const randomColumns = Array.from(
  { length: RANDOM_DIRECTIONS.count },
  (_, place) => EMOTIONS.length + place,
);

async function readSentence(
  { model, signal }: Reader,
  sentence: string,
  place: Place,
): Promise<Reading> {
  const { z } = await model.point(
    place === "text"
      ? { prompt: { kind: "text", text: sentence }, set: "text", at: "mean" }
      : {
          prompt: {
            kind: "chat",
            messages: [{ role: "user", content: sentence }],
            openReply: true,
          },
          set: "reply",
          at: "last",
        },
    signal,
  );
  return (column, layer) => {
    const value = z[layer * COLUMNS + column];
    if (value === undefined) throw new RangeError(`no layer ${layer}`);
    return value;
  };
}

/** A thousandth of σ is below what any figure here shows; for the random band a hundredth is. */
const thousandths = (value: number) => Math.round(value * 1000) / 1000;
const hundredths = (value: number) => Math.round(value * 100) / 100;
