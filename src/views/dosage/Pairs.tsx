import { useMemo } from "react";
import { SITUATIONS } from "../../content/situations.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import { type PairRow, pairRows, pairsSentence } from "./pair-rows.ts";
import type { SurveyResult } from "./survey.ts";

const PAIRS = SITUATIONS.filter(({ kind }) => kind === "pair");

export interface PairsProps {
  /** Results of all situations; those of the pairs are shown. */
  readonly results: readonly SurveyResult[];
  readonly layer: number;
}

/** Equal numbers in a grave and in a mild sentence: how far the meaning alone moves a reading. */
export function Pairs({ results, layer }: PairsProps) {
  const store = useAppStore();
  const chosen = useApp(({ settings }) => settings.dosage.situation);
  const rows = useMemo(() => pairRows(PAIRS, results, layer), [results, layer]);
  const draw = (id: string) => {
    store.getState().applySituation(id);
    window.scrollTo({ top: 0 });
  };
  return (
    <Card title="Same numbers, other meaning" aside={`layer ${layer}`}>
      <p className="dosage-lead">{pairsSentence(rows)}</p>
      <div className="dosage-wide">
        <Table
          caption="Grave minus mild at equal numbers"
          captionHidden
          columns={[
            "pair",
            "expected",
            <Unit key="s" entry="story-sigma">
              grave − mild, σ
            </Unit>,
            <Unit key="e" entry="effect">
              band widths
            </Unit>,
            "verdict",
          ]}
          rows={rows.map((row) => cells(row, row.situation.id === chosen, draw))}
        />
      </div>
    </Card>
  );
}

function cells(row: PairRow, chosen: boolean, onDraw: (id: string) => void) {
  const { situation, expectation, gap, word } = row;
  return [
    <Button
      key="s"
      kind="link"
      aria-current={chosen ? "true" : undefined}
      onClick={() => onDraw(situation.id)}
    >
      {situation.title}
    </Button>,
    `${expectation.emotion} ${expectation.direction === "up" ? "↑" : "↓"}`,
    signed(gap.gap, 2),
    signed(gap.widths, 1),
    word,
  ];
}
