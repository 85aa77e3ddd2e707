import { memo, useMemo } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import type { TableData } from "../../charts/export.ts";
import { LayerHeatMap } from "../../charts/LayerHeatMap.tsx";
import { directionLabel } from "../../core/emotions.ts";
import { layerMatrix } from "../../core/readings.ts";
import { useAppStore } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { isolated } from "../../ui/format.ts";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { placeOf } from "./places.ts";
import { tokenTexts, wordAt } from "./shown.ts";
import { layersSentence } from "./summaries.ts";
import type { ReadView } from "./useReadView.ts";

export interface LayersCardProps {
  readonly view: ReadView | null;
  /** The layer that is picked: newer than `view`'s, which may lag behind. */
  readonly layer: number;
  /** Tokens that are drawn, in order. */
  readonly drawn: readonly number[];
  readonly cursor: number | null;
  readonly onCursor: (token: number) => void;
}

/** The direction at every layer and token; a click or the arrow keys pick the layer. */
export const LayersCard = memo(function LayersCard(props: LayersCardProps) {
  const { view, layer, drawn, cursor, onCursor } = props;
  const store = useAppStore();
  const hidden = useHidden();
  const { run, readings, direction, smooth } = view ?? {};
  const figure = useMemo(() => {
    if (run === undefined || readings === undefined || direction === undefined) return null;
    return layersOf(run, layerMatrix(readings, direction, { smooth: smooth ?? true }), drawn);
  }, [run, readings, direction, smooth, drawn]);
  const sentence = useMemo(
    () =>
      figure === null
        ? "Nothing is read yet."
        : layersSentence(figure.grid.values, figure.grid.columns, layer, figure.texts),
    [figure, layer],
  );
  return (
    <Card className={cx("read-layers", (hidden("export") || figure === null) && "read-no-files")}>
      <ChartFrame
        title="Layer by layer"
        aside={<Unit entry="layer">pick a layer</Unit>}
        summary={sentence}
        table={() => figure?.table() ?? { columns: [], rows: [] }}
      >
        {figure === null || direction === undefined ? (
          <div className="read-heat-place" />
        ) : (
          <LayerHeatMap
            grid={figure.grid}
            tokens={figure.words}
            layer={layer}
            onLayer={(next) => store.getState().editRead({ layer: next })}
            cursor={placeOf(drawn, cursor)}
            onCursor={(place) => {
              const token = drawn[place];
              if (token !== undefined) onCursor(token);
            }}
            unit={`σ ${directionLabel(direction)}`}
          />
        )}
      </ChartFrame>
    </Card>
  );
});

/** @param matrix [P, T so far] */
function layersOf(run: ReadRun, matrix: Float32Array, drawn: readonly number[]) {
  const all = tokenTexts(run);
  const texts = drawn.map((token) => all[token] ?? "");
  const { count } = run.rows;
  const rows = count === 0 ? 0 : matrix.length / count;
  const values = new Float32Array(rows * drawn.length).fill(Number.NaN);
  for (let point = 0; point < rows; point++) {
    drawn.forEach((token, place) => {
      if (token < count) {
        values[point * drawn.length + place] = matrix[point * count + token] ?? Number.NaN;
      }
    });
  }
  const grid = { values, rows, columns: drawn.length };
  const table = (): TableData => ({
    columns: ["token", "text", ...Array.from({ length: rows }, (_, at) => `layer ${at}`)],
    rows: texts.map((text, place) => [
      (drawn[place] ?? 0) + 1,
      text,
      ...Array.from({ length: rows }, (_, at) => values[at * drawn.length + place] ?? Number.NaN),
    ]),
  });
  return { texts, words: texts.map((_, at) => isolated(wordAt(texts, at))), grid, table };
}
