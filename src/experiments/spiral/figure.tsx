import { useState } from "react";
import { useSize } from "../../charts/useSize.ts";
import { PillGroup } from "../../ui/PillGroup.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { PLACES, type PlaceId } from "../read-turns.ts";
import { ClimbPanel } from "./ClimbPanel.tsx";
import { EndingPanel } from "./EndingPanel.tsx";
import { MEASURES, type MeasureId } from "./measures.ts";
import "../../charts/chart.css";
import { type SpiralSummary, sentence, viewOf } from "./summary.ts";
import "./spiral.css";

/** From this width on, in pixels at usual text, the endings stand beside the climb. */
const SIDE_BY_SIDE = 760;
const CLIMB_HEIGHT = 360;
const GAP = 28;

/** The climb turn by turn, and what each ending changes; which reading is shown can be chosen. */
export function Figure({ summary }: { readonly summary: SpiralSummary }) {
  const [measure, setMeasure] = useState<MeasureId>("desperate-calm");
  const [place, setPlace] = useState<PlaceId>("reply");
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const view = viewOf(summary, measure, place);
  const beside = width >= SIDE_BY_SIDE * scale;
  const climbWidth = beside ? Math.round((width - GAP) * 0.5) : width;
  const climbHeight = CLIMB_HEIGHT * scale;
  const rows = (view?.rescue.endings.length ?? 0) + (view?.steering ? 2 : 0);
  const endingHeight = Math.max(beside ? climbHeight : 0, (120 + 46 * rows) * scale);
  return (
    <>
      <div className="spiral-controls no-print">
        <PillGroup label="What is read" pills={MEASURES} pressed={measure} onPress={setMeasure} />
        <SegmentedControl label="Where" segments={PLACES} value={place} onChange={setPlace} />
      </div>
      <div ref={ref} className="chart">
        {width > 0 && view !== null && (
          <svg
            data-chart=""
            width={width}
            height={beside ? endingHeight : climbHeight + GAP + endingHeight}
            role="img"
            aria-label={sentence(summary)}
          >
            {view.climb !== null && (
              <ClimbPanel
                climb={view.climb}
                width={climbWidth}
                height={climbHeight}
                scale={scale}
              />
            )}
            <EndingPanel
              view={view}
              alpha={summary.alpha}
              left={beside ? climbWidth + GAP : 0}
              top={beside ? 0 : climbHeight + GAP}
              width={beside ? width - climbWidth - GAP : width}
              height={endingHeight}
              scale={scale}
            />
          </svg>
        )}
      </div>
    </>
  );
}
