import { useState } from "react";
import { ChartFrame } from "../../../charts/ChartFrame.tsx";
import { PanelsChart } from "../../../charts/PanelsChart.tsx";
import type { Emotion } from "../../../core/emotions.ts";
import { Card } from "../../../ui/Card.tsx";
import { cx } from "../../../ui/cx.ts";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { useHidden } from "../../useHidden.ts";
import type { DosageView } from "../dosage-view.ts";
import { chartDoses, chartScale } from "../dose-order.ts";
import { seriesColours } from "../series-colours.ts";
import { FOLLOWED } from "./followed.ts";
import { ModelsOverview } from "./ModelsOverview.tsx";
import { modelPanel, modelsSentence, modelsTable } from "./model-curves.ts";
import { useModelRuns } from "./useModelRuns.ts";

export interface ThreeModelsProps {
  readonly view: DosageView;
  /** The feeling that is looked at on the page. */
  readonly lead: Emotion | null;
}

/** The same doses in every recorded model, one feeling at a time, and which of all doses each follows. */
export function ThreeModels({ view, lead }: ThreeModelsProps) {
  const hidden = useHidden();
  const [picked, setPicked] = useState<Emotion | null>(null);
  const emotion = picked !== null && view.emotions.includes(picked) ? picked : lead;
  return (
    <Card className={cx("dosage-models quiet-in-present", hidden("export") && "dosage-no-files")}>
      {view.spec.situation === null || emotion === null ? (
        <>
          <div className="card-bar">
            <h2>{TITLE}</h2>
          </div>
          <p className="dosage-quiet">
            Recorded runs are of the situations above: choose one to see it in all models. Your own
            sentence runs in whichever model is loaded.
          </p>
        </>
      ) : (
        <SameDoses view={view} emotion={emotion} onEmotion={setPicked} />
      )}
      <ModelsOverview />
    </Card>
  );
}

const COUNTS = ["no", "one", "two", "three", "four", "five", "six"];
const TITLE = `The same doses in ${COUNTS[FOLLOWED.length] ?? FOLLOWED.length} models`;

function SameDoses(props: {
  readonly view: DosageView;
  readonly emotion: Emotion;
  readonly onEmotion: (emotion: Emotion) => void;
}) {
  const { view, emotion } = props;
  const { spec, emotions } = view;
  const runs = useModelRuns(view);
  const sentence = modelsSentence(runs, spec, emotion);
  const missing = runs.some(({ points }) => points.length === 0);
  const elsewhere = missing ? " Recorded runs are read where the situation is read at first." : "";
  return (
    <ChartFrame
      title={TITLE}
      aside={
        emotions.length > 1 && (
          <SegmentedControl
            label="Feeling that is compared"
            segments={emotions.map((id) => ({ id, label: id }))}
            value={emotion}
            onChange={props.onEmotion}
          />
        )
      }
      summary={`${sentence} Drawn: change from the lowest dose on one scale, in each model’s own story σ; dashed the control, grey the random directions.${elsewhere}`}
      table={() => modelsTable(runs, spec, emotion)}
    >
      <PanelsChart
        doses={chartDoses(spec.doses, spec.situation?.unit ?? "")}
        scale={chartScale(spec.doses)}
        panels={runs.map((run) => modelPanel(run, spec, emotion))}
        colour={seriesColours(emotions)[emotions.indexOf(emotion)] ?? "grey"}
        unit="σ"
        summary={sentence}
      />
    </ChartFrame>
  );
}
