import { useState } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import { LayerAccuracyChart } from "../../charts/LayerAccuracyChart.tsx";
import type { ValidationReport } from "../../core/validation/report.ts";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Select } from "../../ui/Select.tsx";
import { Table } from "../../ui/Table.tsx";
import {
  accuracySentence,
  accuracySeries,
  accuracyTable,
  modelName,
  modelsSentence,
  modelsTable,
} from "./figures.ts";

export interface AccuracyFigureProps {
  /** The chosen model's report; null where it has none. */
  readonly report: ValidationReport | null;
  /** Those of all models that come with one. */
  readonly reports: readonly ValidationReport[];
}

/** Accuracy by layer from the models' own reports, and a line where the chosen model has none. */
export function AccuracyFigure({ report, reports }: AccuracyFigureProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const shown = reports.find(({ model }) => model === picked) ?? report ?? reports[0] ?? null;
  return (
    <>
      {report === null && (
        <EmptyState title="No report for this model">
          The vectors of this model come without a validation report, so there is no figure to show.
          The command <code>npm run vectors</code> makes one.
        </EmptyState>
      )}
      {shown !== null && <OneModel report={shown} reports={reports} onPick={setPicked} />}
    </>
  );
}

function OneModel(props: {
  readonly report: ValidationReport;
  readonly reports: readonly ValidationReport[];
  readonly onPick: (model: string) => void;
}) {
  const { report, reports } = props;
  const summary = accuracySentence(report);
  const { columns, rows } = modelsTable(reports);
  return (
    <Card>
      <ChartFrame
        title="Right emotion named, by layer"
        aside={
          reports.length > 1 ? (
            <Select
              label="Model that is tested"
              value={report.model}
              groups={[
                { options: reports.map((one) => ({ id: one.model, label: modelName(one) })) },
              ]}
              onChange={props.onPick}
            />
          ) : (
            modelName(report)
          )
        }
        summary={summary}
        table={() => accuracyTable(report)}
        digits={3}
      >
        <LayerAccuracyChart
          summary={summary}
          marked={report.sets.text.bestLayer}
          series={accuracySeries(report)}
          references={[
            { id: "bag", label: "word counts", value: report.bagOfWords.heldOutTopics },
            { id: "chance", label: "chance", value: report.chance },
          ]}
        />
      </ChartFrame>
      {reports.length > 1 && (
        <div className="tested-models">
          <p>{modelsSentence(reports)}</p>
          <Table
            caption="The models beside one another"
            captionHidden
            columns={columns}
            rows={rows}
          />
        </div>
      )}
    </Card>
  );
}
