import { useEffect, useMemo, useRef, useState } from "react";
import { signed } from "../ui/format.ts";
import { type Colour, colourOf } from "../ui/text/colours.ts";
import { type CellGrid, columnsThatFit, poolColumns } from "./cells.ts";
import "./chart.css";
import { cursorKeys, movedCursor } from "./cursor.ts";
import { paintCells } from "./paintCells.ts";
import { useSize } from "./useSize.ts";

export interface LayerHeatMapProps {
  /** [points, tokens] display values (token σ); row 0 is the embedding. */
  readonly grid: CellGrid;
  readonly tokens: readonly string[];
  readonly layer: number;
  readonly onLayer: (layer: number) => void;
  readonly cursor: number | null;
  /** Left and right arrows move it where given. */
  readonly onCursor?: (token: number) => void;
  readonly unit: string;
  readonly height?: number;
  readonly colour?: Colour;
}

interface Cell {
  readonly layer: number;
  readonly token: number;
}

/**
 * Every layer over every token, deepest layer on top. A click or up and down pick the layer.
 * Cells are painted on a canvas, so that 31 × 2,048 of them stay light; frame and labels are SVG.
 */
export function LayerHeatMap(props: LayerHeatMapProps) {
  const { grid, layer, cursor, colour } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [over, setOver] = useState<Cell | null>(null);

  const left = 26 * scale;
  const height = Math.round((props.height ?? 160) * scale);
  const plotWidth = Math.max(0, width - left - 2);
  const row = (height - 4) / Math.max(1, grid.rows);
  const top = (at: number) => 2 + (grid.rows - 1 - at) * row;
  const pooled = useMemo(
    () => poolColumns(grid, columnsThatFit(grid.columns, plotWidth)),
    [grid, plotWidth],
  );

  useEffect(() => {
    const surface = canvas.current;
    if (surface === null || plotWidth === 0) return;
    paintCells(
      surface,
      pooled,
      plotWidth,
      row * grid.rows,
      (value) => colourOf(value, colour).background,
    );
  }, [pooled, plotWidth, row, grid.rows, colour]);

  function cellAt(clientX: number, clientY: number, element: Element): Cell | null {
    const box = element.getBoundingClientRect();
    const at = grid.rows - 1 - Math.floor((clientY - box.top - 2) / row);
    const token = Math.floor(((clientX - box.left - left) / plotWidth) * grid.columns);
    if (at < 0 || at >= grid.rows) return null;
    return { layer: at, token: Math.min(grid.columns - 1, Math.max(0, token)) };
  }

  const columnX = (token: number) => left + (token / Math.max(1, grid.columns)) * plotWidth;
  const columnWidth = Math.max(2, plotWidth / Math.max(1, grid.columns));
  return (
    <div
      ref={ref}
      className="chart heat"
      role="slider"
      tabIndex={0}
      aria-label="Layer"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={grid.rows - 1}
      aria-valuenow={layer}
      aria-valuetext={cellText(props, { layer, token: cursor ?? 0 })}
      onKeyDown={(event) => {
        const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
        if (!sideways) return cursorKeys(layer, grid.rows, props.onLayer)(event);
        const to = movedCursor(event.key, cursor ?? 0, grid.columns);
        if (to === null || props.onCursor === undefined) return;
        event.preventDefault();
        props.onCursor(to);
      }}
      onPointerLeave={() => setOver(null)}
    >
      {width > 0 && (
        <>
          <canvas
            ref={canvas}
            data-chart=""
            style={{ left, top: 2, width: plotWidth, height: row * grid.rows }}
          />
          <svg
            data-chart=""
            width={width}
            height={height}
            aria-hidden="true"
            onPointerMove={(event) =>
              setOver(cellAt(event.clientX, event.clientY, event.currentTarget))
            }
            onClick={(event) => {
              const cell = cellAt(event.clientX, event.clientY, event.currentTarget);
              if (cell !== null) props.onLayer(cell.layer);
            }}
          >
            <rect x="0" y="0" width={width} height={height} fill="transparent" />
            {layerTicks(grid.rows).map((at) => (
              <text
                key={at}
                x={left - 8}
                y={Math.max(top(at) + row / 2 + 4, 9 * scale)}
                textAnchor="end"
              >
                {at}
              </text>
            ))}
            {cursor !== null && cursor < grid.columns && (
              <line
                data-screen-only=""
                className="cursor"
                x1={columnX(cursor) + columnWidth / 2}
                x2={columnX(cursor) + columnWidth / 2}
                y1="0"
                y2={height}
              />
            )}
            <rect
              className="outline-halo"
              x={left - 2}
              y={top(layer) - 1.5}
              width={plotWidth + 3}
              height={row + 3}
              rx="2"
            />
            <rect
              className="outline"
              x={left - 2}
              y={top(layer) - 1.5}
              width={plotWidth + 3}
              height={row + 3}
              rx="2"
            />
          </svg>
        </>
      )}
      <p className="heat-readout" aria-hidden="true">
        {cellText(props, over ?? { layer, token: cursor ?? 0 })}
      </p>
    </div>
  );
}

/** "layer 20, nothing: +2.4 σ". */
function cellText(props: LayerHeatMapProps, { layer, token }: Cell): string {
  const name = layer === 0 ? "embedding" : `layer ${layer}`;
  const word = (props.tokens[token] ?? "").trim();
  const value = props.grid.values[layer * props.grid.columns + token] ?? Number.NaN;
  if (word === "" && !Number.isFinite(value)) return name;
  const reading = Number.isFinite(value) ? `${signed(value)} ${props.unit}` : "not read";
  return `${name}, ${word}: ${reading}`;
}

/** 0, 10, 20 … and the last layer where it is not too near. */
export function layerTicks(rows: number): number[] {
  const last = rows - 1;
  const step = last > 40 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  return last - (ticks.at(-1) ?? 0) >= step / 2 ? [...ticks, last] : ticks;
}
