import { useState } from "react";
import { extentOf } from "../../charts/paths.ts";
import { useSize } from "../../charts/useSize.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { LadderPanel } from "./LadderPanel.tsx";
import { PairsPanel } from "./PairsPanel.tsx";
import type { Place } from "./rows.ts";
import { SurvivalPanel } from "./SurvivalPanel.tsx";
import { PLACE_WORDS, type SeveritySummary, sentence } from "./summary.ts";
import "../../charts/chart.css";
import "./severity.css";

const PLACES = (["text", "reply"] as const).map((id) => ({ id, label: PLACE_WORDS[id] }));

/** From this width on, in pixels at usual text, pairs and numbers stand side by side. */
const SIDE_BY_SIDE = 760;
/** Narrower than this a ladder's curve can not be read. */
const LADDER_WIDTH = 230;
const LADDER_HEIGHT = 214;
const ROW = 24;
const GAP = 32;
/** The heading over the ladders. */
const HEADING = 46;

/** Pairs, what survives of numbers, and ladders; which reading is shown can be chosen. */
export function Figure({ summary }: { readonly summary: SeveritySummary }) {
  const [place, setPlace] = useState<Place>("text");
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const view = summary.views.find((one) => one.place === place);
  if (view === undefined) return null;
  const ladders = view.ladders?.curves ?? [];
  const numbers = view.numbers?.curves ?? [];
  const beside = width >= SIDE_BY_SIDE * scale;
  const half = beside ? Math.round((width - GAP) / 2) : width;
  const heightOf = (rows: number) => (90 + ROW * rows) * scale;
  const pairsHeight = heightOf(view.pairs.length);
  const numbersHeight =
    numbers.length === 0 ? 0 : beside ? pairsHeight : heightOf(numbers.length * 1.4);
  const upper = beside ? pairsHeight : pairsHeight + GAP + numbersHeight;
  const columns = Math.max(1, Math.min(4, Math.floor(width / (LADDER_WIDTH * scale))));
  const ladderWidth = (width - GAP * (columns - 1)) / columns;
  const ladderHeight = LADDER_HEIGHT * scale;
  const extent = extentOf(
    ladders.flatMap(({ template, control }) => [template.values, control.values]),
    [-0.5, 0.5],
  );
  const laddersTop = upper + GAP * scale;
  return (
    <>
      <div className="severity-controls no-print">
        <SegmentedControl
          label="Where it is read"
          segments={PLACES}
          value={place}
          onChange={setPlace}
        />
      </div>
      <div ref={ref} className="chart">
        {width > 0 && (
          <svg
            data-chart=""
            width={width}
            height={
              laddersTop + (HEADING * scale + Math.ceil(ladders.length / columns) * ladderHeight)
            }
            role="img"
            aria-label={sentence(summary)}
          >
            <PairsPanel
              pairs={view.pairs}
              left={0}
              top={0}
              width={half}
              height={pairsHeight}
              scale={scale}
            />
            {numbers.length > 0 && (
              <SurvivalPanel
                curves={numbers}
                left={beside ? half + GAP : 0}
                top={beside ? 0 : pairsHeight + GAP}
                width={half}
                height={numbersHeight}
                scale={scale}
              />
            )}
            <text className="panel-title" x={0} y={laddersTop + 10 * scale}>
              Ladders: danger grows in words
            </text>
            <text x={0} y={laddersTop + 28 * scale}>
              afraid; dashed: the same words without danger
            </text>
            {ladders.map((curve, index) => (
              <LadderPanel
                key={curve.id}
                curve={curve}
                extent={extent}
                left={(index % columns) * (ladderWidth + GAP)}
                top={laddersTop + HEADING * scale + Math.floor(index / columns) * ladderHeight}
                width={ladderWidth}
                height={ladderHeight}
                scale={scale}
              />
            ))}
          </svg>
        )}
      </div>
    </>
  );
}
