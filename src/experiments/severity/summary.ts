/** What the rows say, over the text and before the reply, each at its own layer. */
import { LADDERS, NUMBERS } from "../../content/experiments/severity.ts";
import { signed } from "../../core/signed.ts";
import { holm } from "../../core/statistics/holm.ts";
import type { ModelMark, ResultTable } from "../contract.ts";
import { type Curve, type CurveGroup, curveGroup } from "./curves.ts";
import {
  clearestLayer,
  type Effect,
  measuredPairs,
  type PairPoint,
  pairEffect,
  pairPoints,
} from "./pairs.ts";
import { layersRead, type PairEmotion, PLACES, type Place, type SeverityRow } from "./rows.ts";

export interface PlaceView {
  readonly place: Place;
  /** Residual point, chosen on the choosing half of the pairs. */
  readonly layer: number;
  /** Afraid, pairs of the testing half. */
  readonly pairs: readonly PairPoint[];
  readonly effects: Readonly<Record<PairEmotion, Effect>>;
  /** Afraid alone: every ladder expects it. Null where fewer than two are run. */
  readonly ladders: CurveGroup | null;
  readonly numbers: CurveGroup | null;
}

export interface SeveritySummary {
  readonly model: string;
  readonly views: readonly PlaceView[];
}

const MIN_PAIRS = 6;

/** Null before six pairs of each half are there. */
export function summarise(
  rows: ReadonlyMap<string, SeverityRow>,
  { name, layers }: Pick<ModelMark, "name" | "layers">,
): SeveritySummary | null {
  const choosing = measuredPairs(rows, "choose");
  const testing = measuredPairs(rows, "test");
  if (choosing.length < MIN_PAIRS || testing.length < MIN_PAIRS) return null;
  const points = layersRead(layers);
  const views = PLACES.map((place): PlaceView => {
    const at = clearestLayer(choosing, place, points);
    const effect = (emotion: PairEmotion) => pairEffect(testing, place, at, emotion);
    return {
      place,
      layer: points[at] ?? Number.NaN,
      pairs: pairPoints(testing, place, at, "afraid"),
      effects: {
        afraid: effect("afraid"),
        desperate: effect("desperate"),
        calm: effect("calm"),
      },
      ladders: curveGroup(
        LADDERS,
        rows,
        (all) => all.filter(({ emotion }) => emotion === "afraid"),
        place,
        at,
      ),
      numbers: curveGroup(NUMBERS, rows, (all) => all, place, at),
    };
  });
  return { model: name, views };
}

export const PLACE_WORDS: Readonly<Record<Place, string>> = {
  text: "over the text",
  reply: "before the reply",
};

/** “3 of 8”. */
export const countOf = (curves: readonly Curve[], of: (curve: Curve) => boolean) =>
  `${curves.filter(of).length} of ${curves.length}`;

export function sentence({ model, views }: SeveritySummary): string {
  const parts = views.map(({ place, layer, effects: { afraid }, ladders, numbers }) => {
    const beyond = (group: CurveGroup | null) =>
      countOf(group?.curves ?? [], ({ survives }) => survives);
    return `${PLACE_WORDS[place]} (layer ${layer}) the danger of a pair reads ${signed(afraid.value, 2)} σ afraid against its harmless twin, ${beyond(ladders)} ladders in words and ${beyond(numbers)} curves of numbers go on beyond their controls`;
  });
  return `In ${model}, ${parts.join("; ")}.`;
}

export function table({ views }: SeveritySummary): ResultTable {
  return {
    columns: [
      "where",
      "layer",
      "what",
      "which",
      "emotion",
      "danger: reading or rise, σ",
      "control",
      "difference",
      "ρ",
      "ρ of the control",
      "ρ of the difference",
      "its p",
      "p, corrected",
    ],
    rows: views.flatMap((view) => [...pairRows(view), ...curveRows(view)]),
  };
}

function pairRows({ place, layer, pairs }: PlaceView): ResultTable["rows"] {
  return pairs.map(({ label, danger, harmless }) => [
    PLACE_WORDS[place],
    layer,
    "pair",
    label,
    "afraid",
    danger,
    harmless,
    danger - harmless,
    "",
    "",
    "",
    "",
    "",
  ]);
}

/** Here p is corrected over the curves of one place. */
function curveRows({ place, layer, ladders, numbers }: PlaceView): ResultTable["rows"] {
  const all = [
    ...(ladders?.curves ?? []).map((curve) => ({ what: "ladder", curve })),
    ...(numbers?.curves ?? []).map((curve) => ({ what: "number", curve })),
  ];
  const corrected = holm(all.map(({ curve }) => curve.beyond.p));
  return all.map(({ what, curve: { title, emotion, template, control, beyond } }, row) => [
    PLACE_WORDS[place],
    layer,
    what,
    title,
    emotion,
    template.rise,
    control.rise,
    beyond.rise,
    template.rho,
    control.rho,
    beyond.rho,
    beyond.p,
    corrected[row] ?? Number.NaN,
  ]);
}
