/** The validation report as the About page shows it: the set `text`, a share between 0 and 1 a layer. */
import type { TableData } from "../../charts/export.ts";
import type { Series } from "../../charts/series.ts";
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
