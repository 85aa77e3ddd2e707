import { useState } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import { DoseChart } from "../../charts/DoseChart.tsx";
import { splitTemplate } from "../../content/template.ts";
import type { Emotion } from "../../core/emotions.ts";
import { doseBand, doseValues } from "../../state/dose-summary.ts";
import { doseHeadline, doseSentence } from "../../state/dose-words.ts";
import { useApp } from "../../state/react.ts";
import type { DosePoint } from "../../state/runs.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { useControllers } from "../controllers.ts";
import { useHidden } from "../useHidden.ts";
import { CurveControls } from "./CurveControls.tsx";
import { changeBand, changesFrom, type DrawnAs, lowestDose } from "./changes.ts";
import { DoseLegend } from "./DoseLegend.tsx";
import type { DosageNumbers, DosageView } from "./dosage-view.ts";
import { chartDoses, chartScale } from "./dose-order.ts";
import { chartTable } from "./dose-tables.ts";
import { NoCurves } from "./NoCurves.tsx";
import { RunLine } from "./RunLine.tsx";
import { seriesColours } from "./series-colours.ts";

const HOLE = "{ … }";

const DRAWN_WORDS: Readonly<Record<DrawnAs, string>> = {
  level: "Drawn: readings in story σ.",
  change: "Drawn: change from the lowest dose, in story σ.",
};

/** "Right now { … } is on fire." */
export function templateTitle(template: string): string {
  const title = splitTemplate(template).join(HOLE).replace(/\s+/g, " ").trim();
  return title === "" ? "Your own sentence" : title;
}

/** One sentence over the curves, from their numbers. */
export function curvesSummary(view: DosageView, { shown, expected }: DosageNumbers): string {
  const [first] = shown;
  if (!view.hasPoints || first === undefined) return "Nothing is read yet.";
  return doseHeadline(expected) || doseSentence(first);
}

export interface CurvesProps {
  readonly view: DosageView;
  readonly numbers: DosageNumbers;
  /** Dose whose prompt is open. */
  readonly chosen: number | null;
}

/** The curves over the doses, their controls dashed, the random band grey. */
export function Curves({ view, numbers, chosen }: CurvesProps) {
  const { dosage } = useControllers();
  const hidden = useHidden();
  const [drawnAs, setDrawnAs] = useState<DrawnAs>("change");
  const { spec, emotions, points, controls, layer, open } = view;
  const colours = seriesColours(emotions);
  const withControl = view.faults.control === null;
  const start = lowestDose(spec.doses);
  const values = (line: readonly DosePoint[], emotion: Emotion) => {
    const levels = doseValues(line, emotion, layer);
    return drawnAs === "level" ? levels : changesFrom(levels, start);
  };
  const series = emotions.map((emotion, index) => ({
    id: emotion,
    label: emotion,
    colour: colours[index] ?? ("grey" as const),
    values: values(points, emotion),
    control: withControl ? values(controls, emotion) : null,
  }));
  // With a model the axes stand there before the first point, so that nothing jumps.
  const runs = useApp(readingModel) !== null && view.faults.template === null;
  const drawn = emotions.length > 0 && (view.hasPoints || runs);
  const choose = (dose: number) => {
    if (dose !== chosen) dosage.open(open?.line ?? "template", dose);
  };
  return (
    <Card className={cx("dosage-curves", hidden("export") && "dosage-no-files")}>
      <ChartFrame
        title={templateTitle(spec.template)}
        aside={<CurveControls />}
        summary={`${curvesSummary(view, numbers)} ${DRAWN_WORDS[drawnAs]}`}
        table={() => chartTable(view)}
      >
        {drawn ? (
          <DoseChart
            doses={chartDoses(spec.doses, spec.situation?.unit ?? "")}
            scale={chartScale(spec.doses)}
            series={series}
            band={drawnAs === "level" ? doseBand(points, layer) : changeBand(points, layer, start)}
            chosen={chosen}
            onChoose={choose}
            unit={drawnAs === "level" ? "σ" : "σ from the lowest dose"}
          />
        ) : (
          <NoCurves view={view} />
        )}
        <DoseLegend
          emotions={emotions}
          colours={colours}
          control={withControl ? controlWords(view) : null}
        />
        <div className="dosage-foot">
          <RunLine view={view} />
          <DrawnAsControl value={drawnAs} onChange={setDrawnAs} />
        </div>
      </ChartFrame>
    </Card>
  );
}

/** Levels as they are read, or what moves. */
function DrawnAsControl(props: {
  readonly value: DrawnAs;
  readonly onChange: (value: DrawnAs) => void;
}) {
  return (
    <span className="quiet-in-present">
      <SegmentedControl
        label="How the curves are drawn"
        segments={[
          { id: "change", label: "change from the lowest dose" },
          { id: "level", label: "as read" },
        ]}
        {...props}
      />
    </span>
  );
}

function controlWords({ spec }: DosageView): string {
  return spec.situation?.controlLabel ?? "your control sentence";
}
