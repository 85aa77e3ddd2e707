import { useMemo, useState } from "react";
import { failureText } from "../../content/messages.ts";
import { useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { signed } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import {
  type Order,
  type OverviewRow,
  overviewRows,
  overviewSentence,
  sortedRows,
} from "./overview.ts";
import { rhoText } from "./Shows.tsx";
import { type SortableColumn, SortableTable } from "./SortableTable.tsx";
import type { SurveyView } from "./useSurvey.ts";
import { VerdictWord } from "./VerdictWord.tsx";

const COLUMNS: readonly SortableColumn<Order["column"]>[] = [
  { id: "situation", label: "situation" },
  { id: "expected", label: "expected" },
  { id: "rho", label: "ρ" },
  { id: "effect", label: "band widths" },
  { id: "control", label: "control ρ" },
  { id: "layers", label: "layers" },
  { id: "verdict", label: "verdict" },
];

export interface OverviewProps {
  readonly survey: SurveyView;
  readonly layer: number;
}

/** All situations against what was expected of them, at the shown layer. */
export function Overview({ survey, layer }: OverviewProps) {
  const store = useAppStore();
  const [order, setOrder] = useState<Order | null>(null);
  const { state, layers, run, stop } = survey;
  const { results } = state;
  // Permutation tests for every row: not with every prompt that is read.
  const rows = useMemo(() => overviewRows(results, layer, layers), [results, layer, layers]);
  const shown = order === null ? rows : sortedRows(rows, order);
  const counted = layers.size > 0;
  return (
    <Card
      title="Which doses does this model follow?"
      className="dosage-overview"
      aside={
        state.recorded !== null && (
          <RecordedBadge date={state.recorded.date} model={state.recorded.model} />
        )
      }
    >
      {rows.length > 0 && <p className="dosage-lead">{overviewSentence(rows, layer)}</p>}
      {state.status === "running" ? (
        <Progress
          label="Reading every situation"
          done={state.done}
          total={state.total}
          text={`${state.done} of ${state.total} prompts`}
          onCancel={stop}
        />
      ) : (
        <div className="dosage-ask no-print quiet-in-present">
          <Button small disabled={run === null} onClick={() => run?.()}>
            {rows.length > 0 ? "Run all of them again, here" : "Run all of them"}
          </Button>
          <span className="dosage-quiet">
            {run === null
              ? "This needs the model."
              : "Every situation at every dose, controls included: about 170 prompts."}
          </span>
        </div>
      )}
      {state.failure !== null && (
        <Notice kind="error">
          {failureText(state.failure).title}. {state.failure.message}
        </Notice>
      )}
      {rows.length > 0 && (
        <SortableTable
          caption="Every situation and every direction that was expected"
          columns={COLUMNS}
          order={order}
          onOrder={setOrder}
          rows={shown.map((row) => ({
            id: `${row.situation.id}/${row.expectation.emotion}`,
            cells: cells(row, counted, (id) => {
              store.getState().applySituation(id);
              window.scrollTo({ top: 0 });
            }),
          }))}
        />
      )}
      {rows.length > 0 && (
        <p className="dosage-rule">
          Choose a heading to sort. “Layers”: at how many of the model’s layers the curve follows as
          expected; with many layers to choose from, one or two prove little. The paper’s six are
          those in numbers; the others are our own, and plain sense says what to expect.
        </p>
      )}
    </Card>
  );
}

function cells(row: OverviewRow, counted: boolean, onOpen: (id: string) => void) {
  const { situation, expectation, summary } = row;
  return [
    <Button key="s" kind="link" onClick={() => onOpen(situation.id)}>
      {situation.title}
    </Button>,
    `${expectation.emotion} ${expectation.direction === "up" ? "↑" : "↓"}`,
    rhoText(summary.curve.rho),
    signed(summary.curve.effect, 1),
    summary.control === null ? "–" : rhoText(summary.control.rho),
    counted ? row.layers : "…",
    <VerdictWord key="v" summary={summary} />,
  ];
}
