import { scaleLinear } from "d3-scale";
import { Columns } from "./Axes.tsx";
import "./chart.css";
import "./interval.css";
import type { SeriesColour } from "./series.ts";
import { useSize } from "./useSize.ts";

/** A value with its 95 % interval. */
export interface IntervalMark {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalSeries {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  /** So that colour is not all that tells two series apart. */
  readonly shape: "dot" | "ring" | "square";
}

export interface IntervalRow {
  readonly id: string;
  readonly label: string;
  /** A row that sums others up stands out. */
  readonly strong?: boolean;
  /** One a series, null where there is none. */
  readonly marks: readonly (IntervalMark | null)[];
}

export interface IntervalChartProps {
  readonly series: readonly IntervalSeries[];
  readonly rows: readonly IntervalRow[];
  /** Where random directions fall; its own words. */
  readonly band: { readonly low: number; readonly high: number; readonly label: string } | null;
  /** Under the axis: what it measures, with its unit. */
  readonly axis: string;
  /** One sentence that says what it shows. */
  readonly summary: string;
}

const ROW = 30;
const STRONG_GAP = 10;

/** One row a thing, dots with their intervals side by side, the random band grey behind them. */
export function IntervalChart(props: IntervalChartProps) {
  const { series, rows, band } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const longest = Math.max(0, ...rows.map(({ label }) => label.length));
  const left = Math.min(longest * 7 + 16, 190) * scale;
  const right = width - 16;
  const top = 30 * scale;
  let at = top;
  const middles = rows.map(({ strong }, place) => {
    if (strong && place > 0) at += STRONG_GAP * scale;
    at += ROW * scale;
    return at - (ROW * scale) / 2;
  });
  const bottom = at + 6;
  const values = rows.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark === null ? [] : [mark.low, mark.high, mark.value])),
  );
  const ends = [...values, 0, ...(band === null ? [] : [band.low, band.high])].filter(
    Number.isFinite,
  );
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [left, right]).nice(5);
  const offset = (place: number) => (place - (series.length - 1) / 2) * 9 * scale;

  return (
    <div ref={ref} className="chart">
      <ul className="interval-legend">
        {series.map(({ id, label, colour, shape }) => (
          <li key={id}>
            <svg width="16" height="12" aria-hidden="true">
              <Shape shape={shape} colour={colour} x={8} y={6} />
            </svg>
            {label}
          </li>
        ))}
        {band !== null && (
          <li>
            <svg width="16" height="12" aria-hidden="true">
              <rect className="band" width="16" height="12" />
            </svg>
            {band.label}
          </li>
        )}
      </ul>
      {width > 0 && (
        <svg
          data-chart=""
          width={width}
          height={bottom + 40 * scale}
          role="img"
          aria-label={props.summary}
        >
          {band !== null && (
            <rect
              className="band"
              x={x(band.low)}
              width={Math.max(1, x(band.high) - x(band.low))}
              y={top}
              height={bottom - top}
            />
          )}
          <Columns ticks={x.ticks(5)} x={x} top={top} bottom={bottom} gap={16 * scale} />
          <text x={right} y={bottom + 34 * scale} textAnchor="end">
            {props.axis}
          </text>
          {rows.map(({ id, label, strong, marks }, row) => {
            const y = middles[row] ?? 0;
            return (
              <g key={id}>
                <text
                  className={strong ? "interval-strong" : undefined}
                  x={left - 12 * scale}
                  y={y + 4}
                  textAnchor="end"
                >
                  {label}
                </text>
                {marks.map((mark, place) => {
                  const one = series[place];
                  if (mark === null || one === undefined || Number.isNaN(mark.value)) return null;
                  const level = y + offset(place);
                  return (
                    <g key={one.id}>
                      <line
                        className={`stroke-${one.colour}`}
                        strokeWidth={strong ? 3 : 1.5}
                        x1={x(mark.low)}
                        x2={x(mark.high)}
                        y1={level}
                        y2={level}
                      />
                      <Shape shape={one.shape} colour={one.colour} x={x(mark.value)} y={level} />
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

function Shape(props: {
  readonly shape: IntervalSeries["shape"];
  readonly colour: SeriesColour;
  readonly x: number;
  readonly y: number;
}) {
  const { shape, colour, x, y } = props;
  if (shape === "square") {
    return <rect className={`fill-${colour}`} x={x - 4} y={y - 4} width={8} height={8} />;
  }
  if (shape === "dot") return <circle className={`fill-${colour}`} cx={x} cy={y} r={4.5} />;
  return (
    <circle className={`interval-ring stroke-${colour}`} cx={x} cy={y} r={4} strokeWidth={2} />
  );
}
