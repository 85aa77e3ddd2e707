import { memo, useMemo } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import type { TableData } from "../../charts/export.ts";
import type { Series, SeriesColour } from "../../charts/series.ts";
import { TraceChart } from "../../charts/TraceChart.tsx";
import type { Emotion } from "../../core/emotions.ts";
import { randomBand } from "../../core/random-band.ts";
import { directionValues } from "../../core/readings.ts";
import { useApp } from "../../state/react.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { isolated } from "../../ui/format.ts";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { pick, placeOf } from "./places.ts";
import { tokenTexts, wordAt } from "./shown.ts";
import { traceSentence } from "./summaries.ts";
import { MAX_LINES, TraceLines } from "./TraceLines.tsx";
import type { ReadView } from "./useReadView.ts";

export interface TraceCardProps {
  readonly view: ReadView | null;
  /** Tokens that are drawn, in order. */
  readonly drawn: readonly number[];
  readonly cursor: number | null;
  readonly onCursor: (token: number) => void;
}

const COLOURS: readonly SeriesColour[] = ["c1", "c2", "c3", "c4"];

/** A few emotions along the text, over what directions of no meaning do. */
export const TraceCard = memo(function TraceCard(props: TraceCardProps) {
  const { view, drawn, cursor, onCursor } = props;
  const hidden = useHidden();
  const chosen = useApp(({ settings }) => settings.read.emotions);
  const emotions = useMemo(() => chosen.slice(0, MAX_LINES), [chosen]);
  const figure = useMemo(
    () => (view === null ? null : traceOf(view, drawn, emotions)),
    [view, drawn, emotions],
  );

  return (
    <Card className={cx("read-trace", (hidden("export") || figure === null) && "read-no-files")}>
      <ChartFrame
        title="Along the text"
        aside={
          <>
            grey: <Unit entry="random-directions">20 random directions</Unit>
          </>
        }
        summary={figure?.sentence ?? "Nothing is read yet."}
        table={() => figure?.table() ?? { columns: [], rows: [] }}
      >
        <TraceChart
          series={figure?.series ?? []}
          band={figure?.band ?? null}
          tokens={figure?.words ?? []}
          cursor={placeOf(drawn, cursor)}
          onCursor={(place) => {
            const token = drawn[place];
            if (token !== undefined) onCursor(token);
          }}
          unit="σ"
        />
        {!hidden("emotions") && <TraceLines emotions={emotions} />}
      </ChartFrame>
    </Card>
  );
});

function traceOf(
  { run, readings, layer, smooth }: ReadView,
  drawn: readonly number[],
  emotions: readonly Emotion[],
) {
  const all = tokenTexts(run);
  const texts = drawn.map((token) => all[token] ?? "");
  const options = { smooth };
  const series = emotions.map(
    (emotion, index): Series => ({
      id: emotion,
      label: emotion,
      colour: COLOURS[index] ?? "grey",
      values: pick(directionValues(readings, emotion, layer, options), drawn),
    }),
  );
  const { low, high } = randomBand(readings, layer, options);
  const band = { low: pick(low, drawn), high: pick(high, drawn) };
  const table = (): TableData => ({
    columns: ["token", "text", ...emotions, "random, low", "random, high"],
    rows: texts.map((text, place) => [
      (drawn[place] ?? 0) + 1,
      text,
      ...series.map(({ values }) => values[place] ?? Number.NaN),
      band.low[place] ?? Number.NaN,
      band.high[place] ?? Number.NaN,
    ]),
  });
  const words = texts.map((_, at) => isolated(wordAt(texts, at)));
  return { words, series, band, table, sentence: traceSentence(series, texts, band) };
}
