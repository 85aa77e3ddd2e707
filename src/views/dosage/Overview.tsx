import { useMemo, useState } from "react";
import { failureText } from "../../content/messages.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import { useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { signed } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import {
  layerKey,
  layerRanges,
  layersSentence,
  type Order,
  type OverviewRow,
  overviewRows,
  overviewSentence,
  sortedRows,
} from "./overview.ts";
import { PLACE_NAMES } from "./places.ts";
import { rhoText } from "./Shows.tsx";
import { type SortableColumn, SortableTable } from "./SortableTable.tsx";
import { SurveyControls } from "./SurveyControls.tsx";
import type { SurveyView } from "./useSurvey.ts";
import { VerdictWord } from "./VerdictWord.tsx";

const COLUMNS: readonly SortableColumn<Order["column"]>[] = [
  { id: "situation", label: "situation" },
  { id: "expected", label: "expected", text: true },
  { id: "verdict", label: "verdict", text: true },
  { id: "rho", label: "ρ" },
  { id: "effect", label: "band widths" },
  { id: "control", label: "control ρ" },
  { id: "layers", label: "layers that follow", text: true },
  { id: "read", label: "read, layer", text: true },
];

export interface OverviewProps {
  readonly survey: SurveyView;
  /** The layer that is shown of a set of vectors. */
  readonly layerOf: (set: VectorSetName) => number;
}

/** All situations against what was expected of them, at the shown layer. */
export function Overview({ survey, layerOf }: OverviewProps) {
  const store = useAppStore();
  const [order, setOrder] = useState<Order | null>(null);
  const { results, layers, recorded, progress } = survey;
  // Permutation tests for every row: not with every prompt that is read.
  const rows = useMemo(() => overviewRows(results, layerOf, layers), [results, layerOf, layers]);
  const shown = order === null ? rows : sortedRows(rows, order);
  return (
    <Card
      title="Which doses does this model follow?"
      className="dosage-overview quiet-in-present"
      aside={recorded !== null && <RecordedBadge date={recorded.date} model={recorded.model} />}
    >
      {rows.length === 0 && <p className="dosage-lead">No run of every situation is here yet.</p>}
      {rows.length > 0 && <p className="dosage-lead">{overviewSentence(rows)}</p>}
      {progress?.failure != null && (
        <Notice kind="error">
          {failureText(progress.failure).title}. {progress.failure.message}
        </Notice>
      )}
      <Disclosure label="Every situation in a table">
        <SurveyControls survey={survey} />
        {rows.length > 0 && (
          <>
            <SortableTable
              caption="Every situation and every direction that was expected"
              columns={COLUMNS}
              order={order}
              onOrder={setOrder}
              rows={shown.map((row) => ({
                id: layerKey(row.situation, row.expectation.emotion),
                cells: cells(row, (id) => {
                  store.getState().applySituation(id);
                  window.scrollTo({ top: 0 });
                }),
              }))}
            />
            <p className="dosage-rule">
              {layersSentence(rows)} Choose a heading to sort. “Layers”: at which of the model’s
              layers the curve follows as expected; with many layers to choose from, one or two
              prove little. The paper’s six are those in numbers; the others are our own, and plain
              sense says what to expect.
            </p>
          </>
        )}
      </Disclosure>
    </Card>
  );
}

function cells(row: OverviewRow, onOpen: (id: string) => void) {
  const { situation, expectation, summary } = row;
  return [
    <Button key="s" kind="link" onClick={() => onOpen(situation.id)}>
      {situation.title}
    </Button>,
    `${expectation.emotion} ${expectation.direction === "up" ? "↑" : "↓"}`,
    <VerdictWord key="v" summary={summary} />,
    rhoText(summary.curve.rho),
    signed(summary.curve.effect, 1),
    summary.control === null ? "–" : rhoText(summary.control.rho),
    row.layers === null ? "…" : row.layers.length === 0 ? "none" : layerRanges(row.layers),
    `${PLACE_NAMES[row.at]}, ${row.layer}`,
  ];
}
