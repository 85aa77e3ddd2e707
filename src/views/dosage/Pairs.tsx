import { useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import { gapWord, pairGap } from "./pair-gap.ts";
import type { SurveyResult } from "./survey.ts";

export interface PairsProps {
  /** Results of all situations; those of the pairs are shown. */
  readonly results: readonly SurveyResult[];
  readonly layer: number;
}

/** Equal numbers in a grave and in a mild sentence: how far the meaning alone moves a reading. */
export function Pairs({ results, layer }: PairsProps) {
  const store = useAppStore();
  const pairs = results.filter(({ situation }) => situation.kind === "pair");
  if (pairs.length === 0) return null;
  const rows = pairs.flatMap(({ situation, points, controls }) =>
    situation.expected.map(({ emotion, direction }) => {
      const gap = pairGap(points, controls, emotion, layer);
      return {
        counts: gapWord(gap, direction) === "the meaning counts",
        cells: [
          <Button
            key="s"
            kind="link"
            onClick={() => {
              store.getState().applySituation(situation.id);
              window.scrollTo({ top: 0 });
            }}
          >
            {situation.title}
          </Button>,
          `${emotion} ${direction === "up" ? "↑" : "↓"}`,
          signed(gap.gap, 2),
          signed(gap.widths, 1),
          gapWord(gap, direction),
        ],
      };
    }),
  );
  const counted = rows.filter(({ counts }) => counts).length;
  return (
    <Card title="Same numbers, other meaning" aside={`layer ${layer}`}>
      <p className="dosage-lead">
        {counted} of {rows.length} readings stand further apart between the grave and the mild
        sentence than random directions do, on the side that one expects.
      </p>
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
          "in words",
        ]}
        rows={rows.map(({ cells }) => cells)}
      />
    </Card>
  );
}
