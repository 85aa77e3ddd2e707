import { scaleLinear } from "d3-scale";
import { signed } from "../ui/format.ts";
import { EndLabels, Rules } from "./Axes.tsx";
import "./chart.css";
import { cursorKeys } from "./cursor.ts";
import { bandPath, extentOf, lastFinite, linePath } from "./paths.ts";
import { type Band, labelRoom, type Series } from "./series.ts";
import { useSize } from "./useSize.ts";

export interface TraceChartProps {
  /** Up to four lines over the tokens. */
  readonly series: readonly Series[];
  readonly band: Band | null;
  /** Text of each token, for the cursor's label. */
  readonly tokens: readonly string[];
  readonly cursor: number | null;
  readonly onCursor: (token: number) => void;
  /** Unit of the values: "σ". */
  readonly unit: string;
  readonly height?: number;
}

/** Readings along the text. Pointer and arrow keys move the cursor from token to token. */
export function TraceChart(props: TraceChartProps) {
  const { series, band, tokens, cursor, unit } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const height = Math.round((props.height ?? 210) * scale);
  const count = tokens.length;
  const left = 48 * scale;
  const right = width - labelRoom(series.map(({ label }) => label)) * scale;
  const bottom = height - 22 * scale;
  const top = 8;

  const lists = series.map(({ values }) => values);
  const [low, high] = extentOf(
    band === null ? lists : [...lists, band.low, band.high],
    [-1.2, 1.2],
  );
  const y = scaleLinear([low, high], [bottom, top]);
  const x = scaleLinear([0, Math.max(1, count - 1)], [left, right]);

  function point(clientX: number, element: Element) {
    if (count === 0) return;
    const at = Math.round(x.invert(clientX - element.getBoundingClientRect().left));
    props.onCursor(Math.min(count - 1, Math.max(0, at)));
  }

  const ends = series.flatMap(({ id, label, colour, values }) => {
    const last = lastFinite(values);
    return last === -1 ? [] : [{ id, label, colour, y: y(values[last] ?? 0) }];
  });

  return (
    <div
      ref={ref}
      className="chart chart-interactive"
      role="slider"
      tabIndex={0}
      aria-label="Token"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, count)}
      aria-valuenow={(cursor ?? 0) + 1}
      aria-valuetext={cursorText(series, tokens, cursor, unit)}
      onKeyDown={cursorKeys(cursor, count, props.onCursor)}
      onPointerMove={(event) => point(event.clientX, event.currentTarget)}
      onPointerDown={(event) => point(event.clientX, event.currentTarget)}
    >
      {width > 0 && (
        <svg data-chart="" width={width} height={height} aria-hidden="true">
          {band !== null && <path className="band" d={bandPath(band.low, band.high, x, y)} />}
          <Rules ticks={y.ticks(5)} y={y} left={left} right={right} unit={unit} />
          {series.map(({ id, colour, values }) => (
            <path key={id} className={`line stroke-${colour}`} d={linePath(values, x, y)} />
          ))}
          <EndLabels labels={ends} x={right + 8} top={top + 4} bottom={bottom} gap={15 * scale} />
          {cursor !== null && cursor < count && (
            <g data-screen-only="">
              <line className="cursor" x1={x(cursor)} x2={x(cursor)} y1={top - 4} y2={bottom + 4} />
              <text
                className="chosen-text"
                x={Math.min(right - 20, Math.max(left + 20, x(cursor)))}
                y={height - 5}
                textAnchor="middle"
              >
                {(tokens[cursor] ?? "").trim()}
              </text>
            </g>
          )}
        </svg>
      )}
    </div>
  );
}

/** "token 27, nothing: desperate +3.3 σ, calm −0.8 σ". */
export function cursorText(
  series: readonly Series[],
  tokens: readonly string[],
  cursor: number | null,
  unit: string,
): string {
  if (cursor === null) return "no token chosen";
  const parts = series.map(
    ({ label, values }) => `${label} ${signed(values[cursor] ?? Number.NaN)} ${unit}`,
  );
  return `token ${cursor + 1}, ${(tokens[cursor] ?? "").trim()}: ${parts.join(", ")}`;
}
