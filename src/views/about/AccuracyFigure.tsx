import { ChartFrame } from "../../charts/ChartFrame.tsx";
import { LayerAccuracyChart } from "../../charts/LayerAccuracyChart.tsx";
import type { ValidationReport } from "../../core/validation/report.ts";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { accuracySentence, accuracySeries, accuracyTable } from "./figures.ts";

/** Accuracy by layer from the model's own report, or a line that says that there is none here. */
export function AccuracyFigure({ report }: { readonly report: ValidationReport | null }) {
  if (report === null) {
    return (
      <EmptyState title="No report for this model">
        The vectors of this model come without a validation report, so there is no figure to show.
        The command <code>npm run vectors</code> makes one.
      </EmptyState>
    );
  }
  const summary = accuracySentence(report);
  return (
    <Card>
      <ChartFrame
        title="Right emotion named, by layer"
        aside={report.model}
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
    </Card>
  );
}
