/** The page's numbers as tables: those of the chart, and all of them for a spreadsheet. */
import type { TableData } from "../../charts/export.ts";
import { fillTemplate } from "../../content/template.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { doseBand, doseValues } from "../../state/dose-summary.ts";
import type { DosePoint } from "../../state/runs.ts";
import type { DosageView } from "./dosage-view.ts";

/** One row a dose: each drawn feeling, its control, and the random band, story σ. */
export function chartTable(view: DosageView): TableData {
  const { spec, emotions, points, controls, layer } = view;
  const band = doseBand(points, layer);
  const curves = emotions.map((emotion) => ({
    name: emotion,
    values: doseValues(points, emotion, layer),
    control: doseValues(controls, emotion, layer),
  }));
  const withControl = controls.some((point) => point !== null);
  return {
    columns: [
      "dose",
      ...curves.flatMap(({ name }) => (withControl ? [name, `${name}, control`] : [name])),
      "random 5 %",
      "random 95 %",
    ],
    rows: spec.doses.map((dose, at) => [
      dose,
      ...curves.flatMap(({ values, control }) => {
        const own = [values[at] ?? Number.NaN];
        return withControl ? [...own, control[at] ?? Number.NaN] : own;
      }),
      band.low[at] ?? Number.NaN,
      band.high[at] ?? Number.NaN,
    ]),
  };
}

const RANDOM_NAMES = Array.from(
  { length: RANDOM_DIRECTIONS.count },
  (_, index) => `random ${index + 1}`,
);

/** One row a prompt, control included: all 24 feelings and all random directions at the shown layer. */
export function allNumbers(view: DosageView): TableData {
  const { spec, points, controls, layer } = view;
  const row = (line: string, template: string, dose: string, point: DosePoint) =>
    point === null
      ? []
      : [
          [
            line,
            dose,
            fillTemplate(template, dose),
            point.tokens,
            layer,
            spec.set,
            spec.at,
            ...Array.from(point.z.subarray(layer * COLUMNS, (layer + 1) * COLUMNS)),
          ],
        ];
  return {
    columns: [
      "line",
      "dose",
      "prompt",
      "tokens",
      "layer",
      "set",
      "at",
      ...EMOTIONS,
      ...RANDOM_NAMES,
    ],
    rows: [
      ...spec.doses.flatMap((dose, at) => row("dose", spec.template, dose, points[at] ?? null)),
      ...spec.doses.flatMap((dose, at) => row("control", spec.control, dose, controls[at] ?? null)),
    ],
  };
}
