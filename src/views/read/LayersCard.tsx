import { memo, useMemo } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import type { TableData } from "../../charts/export.ts";
import { LayerHeatMap } from "../../charts/LayerHeatMap.tsx";
import { directionLabel } from "../../core/emotions.ts";
import { layerMatrix } from "../../core/readings.ts";
import { useAppStore } from "../../state/react.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { placeOf } from "./places.ts";
import { tokenTexts } from "./shown.ts";
import { layersSentence } from "./summaries.ts";
import type { ReadView } from "./useReadView.ts";

export interface LayersCardProps {
  readonly view: ReadView | null;
  /** Tokens that are drawn, in order. */
  readonly drawn: readonly number[];
  readonly cursor: number | null;
  readonly onCursor: (token: number) => void;
}

/** The direction at every layer and token; a click or the arrow keys pick the layer. */
export const LayersCard = memo(function LayersCard(props: LayersCardProps) {
  const { view, drawn, cursor, onCursor } = props;
  const store = useAppStore();
  const hidden = useHidden();
  const figure = useMemo(() => (view === null ? null : layersOf(view, drawn)), [view, drawn]);
  return (
    <Card className={cx("read-layers", hidden("export") && "read-no-files")}>
      <ChartFrame
        title="Layer by layer"
        aside={<Unit entry="layer">pick a layer</Unit>}
        summary={figure?.sentence ?? "Nothing is read yet."}
        table={() => figure?.table() ?? { columns: [], rows: [] }}
      >
        {figure === null || view === null ? (
          <div className="read-heat-place" />
        ) : (
          <LayerHeatMap
            grid={figure.grid}
            tokens={figure.texts}
            layer={view.layer}
            onLayer={(layer) => store.getState().editRead({ layer })}
            cursor={placeOf(drawn, cursor)}
            onCursor={(place) => {
              const token = drawn[place];
              if (token !== undefined) onCursor(token);
            }}
            unit={`σ ${directionLabel(view.direction)}`}
          />
        )}
      </ChartFrame>
    </Card>
  );
});

function layersOf(view: ReadView, drawn: readonly number[]) {
  const { run, readings, direction, layer, smooth } = view;
  const all = tokenTexts(run);
  const texts = drawn.map((token) => all[token] ?? "");
  const matrix = layerMatrix(readings, direction, { smooth });
  const { count } = run.rows;
  const values = new Float32Array(readings.points * drawn.length).fill(Number.NaN);
  for (let point = 0; point < readings.points; point++) {
    drawn.forEach((token, place) => {
      if (token < count) {
        values[point * drawn.length + place] = matrix[point * count + token] ?? Number.NaN;
      }
    });
  }
  const grid = { values, rows: readings.points, columns: drawn.length };
  const table = (): TableData => ({
    columns: ["token", "text", ...Array.from({ length: grid.rows }, (_, at) => `layer ${at}`)],
    rows: texts.map((text, place) => [
      (drawn[place] ?? 0) + 1,
      text,
      ...Array.from(
        { length: grid.rows },
        (_, at) => values[at * grid.columns + place] ?? Number.NaN,
      ),
    ]),
  });
  const sentence = layersSentence(values, grid.columns, layer, texts);
  return { texts, grid, table, sentence };
}
