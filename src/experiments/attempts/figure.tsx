import { useState } from "react";
import { ColourLegend } from "../../charts/ColourLegend.tsx";
import {
  IntervalChart,
  type IntervalRow,
  type IntervalSeries,
} from "../../charts/IntervalChart.tsx";
import { useSize } from "../../charts/useSize.ts";
import { signed } from "../../core/signed.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { PLACES, type PlaceId } from "../read-turns.ts";
import { AttemptColumns, rampEnd } from "./AttemptColumns.tsx";
import type { FramingChoice } from "./climb.ts";
import { MEASURES, type MeasureId } from "./measures.ts";
import { type Odds, PUSHES } from "./odds.ts";
import { RateList } from "./RateList.tsx";
import { type AttemptsSummary, climbIn, FRAMING_CHOICES, ratesIn, sentence } from "./summary.ts";
import "../../charts/chart.css";
import "./attempts.css";

const FRAMINGS = FRAMING_CHOICES.map((id) => ({
  id,
  label: id === "all" ? "all framings" : id,
}));
const SERIES: readonly IntervalSeries[] = [
  { id: "failing", label: "tests cannot all pass", colour: "c1", shape: "dot" },
  { id: "passing", label: "the twin", colour: "c3", shape: "ring" },
];

/** A column of attempts beside its twin; what steering does to hard-coding; what the model does itself. */
export function Figure({ summary }: { readonly summary: AttemptsSummary }) {
  const [measure, setMeasure] = useState<MeasureId>("desperate-calm");
  const [place, setPlace] = useState<PlaceId>("reply");
  const [framing, setFraming] = useState<FramingChoice>("all");
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const climb = climbIn(summary, framing, measure, place);
  const end = climb === null ? 0 : rampEnd(climb);
  const [low, high] = measure === "happy-sad" ? [end, -end] : [-end, end];
  return (
    <>
      <div className="attempt-controls no-print">
        <SegmentedControl
          label="What is read"
          segments={MEASURES}
          value={measure}
          onChange={setMeasure}
        />
        <SegmentedControl label="Where" segments={PLACES} value={place} onChange={setPlace} />
        <SegmentedControl
          label="Framing"
          segments={FRAMINGS}
          value={framing}
          onChange={setFraming}
        />
      </div>
      <div ref={ref} className="chart">
        {width > 0 && climb !== null && (
          <AttemptColumns climb={climb} width={width} scale={scale} summary={sentence(summary)} />
        )}
        {climb === null && (
          <p>
            This was not read. Words are read in the neutral framing; scripted attempts must be run.
          </p>
        )}
      </div>
      {climb !== null && (
        <ColourLegend
          low={`${signed(low)} σ`}
          high={`${signed(high)} σ`}
          note="change since the request, mean over tasks; attempts are scripted, their code was run"
        />
      )}
      {summary.odds.length > 0 && <OddsPart summary={summary} />}
      <RateList rates={ratesIn(summary, framing)} />
    </>
  );
}

function OddsPart({ summary }: { readonly summary: AttemptsSummary }) {
  const of = (arm: Odds["arm"]) => summary.odds.find((one) => one.arm === arm) ?? null;
  const both = [of("failing"), of("passing")];
  const rows = PUSHES.flatMap((push): IntervalRow[] =>
    (["up", "down"] as const).map((way) => ({
      id: `${push}-${way}`,
      label: `${push} ${signed(way === "up" ? summary.alpha : -summary.alpha, 2)}`,
      marks: both.map((odds) => odds?.[way][push] ?? null),
    })),
  );
  const band = both[0]?.up.desperate.band;
  return (
    <div className="attempt-part">
      <h3>Would it hard-code the test?</h3>
      <IntervalChart
        series={SERIES}
        rows={rows}
        band={band ? { ...band, label: "random directions, added" } : null}
        axis="change of the log odds of hard-coding, nats"
        summary={sentence(summary)}
      />
    </div>
  );
}
