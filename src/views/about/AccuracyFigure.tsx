import { ChartFrame } from "../../charts/ChartFrame.tsx";
import { LayerAccuracyChart } from "../../charts/LayerAccuracyChart.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import { type AccuracyFigures, accuracySentence, accuracyTable } from "./figures.ts";

/** Accuracy by layer from the model's own report, or a line that says that there is none here. */
export function AccuracyFigure({ figures }: { readonly figures: AccuracyFigures | null }) {
  if (figures === null) {
    return (
      <EmptyState title="No report for this model">
        The vectors of this model come without a validation report, so there is no figure to show.
        The command <code>npm run vectors</code> makes one.
      </EmptyState>
    );
  }
  const summary = accuracySentence(figures);
  return (
    <Card>
      <ChartFrame
        title="Right emotion named, by layer"
        aside={
          figures.date === null ? undefined : (
            <RecordedBadge date={figures.date} model={figures.model} />
          )
        }
        summary={summary}
        table={() => accuracyTable(figures)}
      >
        <LayerAccuracyChart
          summary={summary}
          marked={figures.bestLayer}
          series={[
            { id: "ours", label: "our vectors", colour: "c1", values: figures.ours },
            { id: "paper", label: "paper’s recipe", colour: "c3", values: figures.paper },
          ]}
          references={[
            { id: "bag", label: "word counts", value: figures.bagOfWords },
            { id: "chance", label: "chance", value: figures.chance },
          ]}
        />
      </ChartFrame>
    </Card>
  );
}
