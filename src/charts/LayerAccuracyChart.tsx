import { scaleLinear } from "d3-scale";
import { percent } from "../ui/format.ts";
import { EndLabels, Rules } from "./Axes.tsx";
import "./chart.css";
import { lastFinite, linePath } from "./paths.ts";
import { labelRoom, type Series } from "./series.ts";
import { useSize } from "./useSize.ts";

/** A level that holds at every layer: chance, bag of words. */
export interface ReferenceLine {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

export interface LayerAccuracyChartProps {
  /** Shares between 0 and 1, one a residual point. */
  readonly series: readonly Series[];
  readonly references: readonly ReferenceLine[];
  /** Layer to mark, or null. */
  readonly marked: number | null;
  /** One sentence that says what it shows. */
  readonly summary: string;
  readonly height?: number;
}

/** Accuracy by layer, with what no layer changes as dotted lines. */
export function LayerAccuracyChart(props: LayerAccuracyChartProps) {
  const { series, references, marked } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const height = Math.round((props.height ?? 260) * scale);
  const points = Math.max(2, ...series.map(({ values }) => values.length));
  const left = 46 * scale;
  const names = [...series, ...references].map(({ label }) => label);
  const right = width - labelRoom(names) * scale;
  const top = 10;
  const bottom = height - 34 * scale;
  const y = scaleLinear([0, 1], [bottom, top]);
  const x = scaleLinear([0, points - 1], [left, right]);

  const ends = [
    ...series.flatMap(({ id, label, colour, values }) => {
      const last = lastFinite(values);
      return last === -1 ? [] : [{ id, label, colour, y: y(values[last] ?? 0) }];
    }),
    ...references.map(({ id, label, value }) => ({
      id,
      label,
      colour: "grey" as const,
      y: y(value),
    })),
  ];

  return (
    <div ref={ref} className="chart">
      {width > 0 && (
        <svg data-chart="" width={width} height={height} role="img" aria-label={props.summary}>
          <Rules ticks={[0, 0.25, 0.5, 0.75, 1]} y={y} left={left} right={right} format={percent} />
          {references.map(({ id, value }) => (
            <line key={id} className="reference" x1={left} x2={right} y1={y(value)} y2={y(value)} />
          ))}
          {marked !== null && (
            <line className="cursor" x1={x(marked)} x2={x(marked)} y1={top} y2={bottom} />
          )}
          {series.map(({ id, colour, values }) => (
            <path key={id} className={`line stroke-${colour}`} d={linePath(values, x, y)} />
          ))}
          {x.ticks(6).map((layer) => (
            <text key={layer} x={x(layer)} y={bottom + 18 * scale} textAnchor="middle">
              {layer}
            </text>
          ))}
          <text x={left} y={bottom + 32 * scale}>
            layer
          </text>
          <EndLabels labels={ends} x={right + 8} top={top} bottom={bottom} gap={15 * scale} />
        </svg>
      )}
    </div>
  );
}
