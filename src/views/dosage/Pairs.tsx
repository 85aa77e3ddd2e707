import { useMemo } from "react";
import { SITUATIONS } from "../../content/situations.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import { type PairRow, pairRows, pairsSentence } from "./pair-rows.ts";
import { PLACE_NAMES } from "./places.ts";
import type { SurveyResult } from "./survey.ts";

const PAIRS = SITUATIONS.filter(({ kind }) => kind === "pair");

export interface PairsProps {
  /** Results of all situations; those of the pairs are shown. */
  readonly results: readonly SurveyResult[];
  /** The layer that is shown of a set of vectors. */
  readonly layerOf: (set: VectorSetName) => number;
}

/** Equal numbers in a grave and in a mild sentence: how far the meaning alone moves a reading. */
export function Pairs({ results, layerOf }: PairsProps) {
  const store = useAppStore();
  const chosen = useApp(({ settings }) => settings.dosage.situation);
  const rows = useMemo(() => pairRows(PAIRS, results, layerOf), [results, layerOf]);
  const draw = (id: string) => {
    store.getState().applySituation(id);
    window.scrollTo({ top: 0 });
  };
  return (
    <Card title="Same numbers, other meaning" className="quiet-in-present">
      <p className="dosage-lead">{pairsSentence(rows)}</p>
      <Disclosure label="Every pair in a table">
        <div className="dosage-wide">
          <Table
            caption="Grave minus mild at equal numbers"
            captionHidden
            columns={[
              "pair",
              "expected",
              "verdict",
              <Unit key="s" entry="story-sigma">
                grave − mild, σ
              </Unit>,
              <Unit key="e" entry="effect">
                band widths
              </Unit>,
              "read, layer",
            ]}
            texts={[1, 2, 5]}
            rows={rows.map((row) => cells(row, row.situation.id === chosen, draw))}
          />
        </div>
      </Disclosure>
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
    word,
    signed(gap.gap, 2),
    signed(gap.widths, 1),
    row.read === null ? "–" : `${PLACE_NAMES[row.read.at]}, ${row.read.layer}`,
  ];
}
