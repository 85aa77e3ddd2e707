/** The validation report as the About page shows it: the set `text`, a share between 0 and 1 a layer. */
import type { TableData } from "../../charts/export.ts";
import type { Series } from "../../charts/series.ts";
import { findModel } from "../../content/models.ts";
import type { PointValidation, ValidationReport } from "../../core/validation/report.ts";
import { percent } from "../../ui/format.ts";

/** Figures at the layer where the page opens. Throws where the report does not hold that layer. */
export function bestPoint({ sets }: ValidationReport): PointValidation {
  const { points, bestLayer } = sets.text;
  const point = points.find(({ layer }) => layer === bestLayer);
  if (point === undefined) throw new RangeError(`the report has no layer ${bestLayer}`);
  return point;
}

/** The sentence under the chart. */
export function accuracySentence(report: ValidationReport): string {
  const best = bestPoint(report);
  return (
    `At layer ${best.layer}, the vectors name the right one of ${report.counts.emotions} emotions ` +
    `for ${percent(best.heldOutTopics.ours)} of stories on topics that they were not built from. ` +
    `The paper’s recipe reaches ${percent(best.heldOutTopics.paper)}, counting words ` +
    `${percent(report.bagOfWords.heldOutTopics)}, guessing ${percent(report.chance)}.`
  );
}

/** Lines of the chart: both recipes on held-out topics, ours on left-out writers. */
export function accuracySeries({ sets }: ValidationReport): readonly Series[] {
  const { points } = sets.text;
  return [
    {
      id: "ours",
      label: "our vectors",
      colour: "c1",
      values: points.map((p) => p.heldOutTopics.ours),
    },
    {
      id: "writers",
      label: "new writers",
      colour: "c2",
      values: points.map((p) => p.leftOutWriters.ours),
    },
    {
      id: "paper",
      label: "paper’s recipe",
      colour: "c3",
      values: points.map((p) => p.heldOutTopics.paper),
    },
  ];
}

/** The models beside one another, each at its best layer. */
export function modelsTable(reports: readonly ValidationReport[]): TableData {
  return {
    columns: [
      "model",
      "best layer",
      "new topics",
      "paper’s recipe",
      "new writers",
      "split-half cosine",
      "before the reply",
    ],
    rows: reports.map((report) => {
      const best = bestPoint(report);
      const { points, bestLayer } = report.sets.reply;
      return [
        modelName(report),
        best.layer,
        percent(best.heldOutTopics.ours),
        percent(best.heldOutTopics.paper),
        percent(best.leftOutWriters.ours),
        best.splitHalf.ours.toFixed(2),
        percent(points[bestLayer]?.heldOutTopics.ours ?? Number.NaN),
      ];
    }),
  };
}

/** The model's name in the list of models, or what the report calls it. */
export function modelName({ model }: ValidationReport): string {
  return findModel(model)?.name ?? model;
}

/** "The same test in 3 models: right for 93 % (SmolLM2…), 90 % (…) …", or "" for one model alone. */
export function modelsSentence(reports: readonly ValidationReport[]): string {
  if (reports.length < 2) return "";
  const shares = reports.map(
    (report) => `${percent(bestPoint(report).heldOutTopics.ours)} in ${modelName(report)}`,
  );
  const last = shares.at(-1) ?? "";
  return `The same test in ${reports.length} models, each at its best layer: ${shares.slice(0, -1).join(", ")} and ${last} of stories on new topics are named rightly.`;
}

/** Every figure by layer. */
export function accuracyTable({ sets }: ValidationReport): TableData {
  return {
    columns: [
      "layer",
      "held-out topics, ours",
      "held-out topics, paper’s recipe",
      "left-out writers, ours",
      "left-out writers, paper’s recipe",
      "split-half cosine",
      "residual norm",
    ],
    rows: sets.text.points.map((point) => [
      point.layer,
      point.heldOutTopics.ours,
      point.heldOutTopics.paper,
      point.leftOutWriters.ours,
      point.leftOutWriters.paper,
      point.splitHalf.ours,
      point.residualNorm,
    ]),
  };
}
