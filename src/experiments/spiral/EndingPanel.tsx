import { scaleLinear } from "d3-scale";
import { Columns } from "../../charts/Axes.tsx";
import type { SeriesColour } from "../../charts/series.ts";
import { signed } from "../../core/signed.ts";
import type { Effect } from "../contrast.ts";
import { ENDING_LABELS } from "./rescue.ts";
import type { View } from "./summary.ts";

export interface EndingPanelProps {
  readonly view: View;
  readonly alpha: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly scale: number;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  /** The first is at once; the others after one neutral question each. */
  readonly marks: readonly Effect[];
}

const COLOURS = {
  rejection: "c1",
  neutral: "grey",
  rescue: "c2",
  kind: "c4",
  own: "c3",
} as const satisfies Record<string, SeriesColour>;

/** A row an ending: a dot for what it changes at once, paler ones for what is left of it later. */
export function EndingPanel(props: EndingPanelProps) {
  const { view, left, top, width, scale } = props;
  const endings = view.rescue.endings.map(
    ({ ending, changes }): Row => ({
      id: ending,
      label: ENDING_LABELS[ending],
      colour: COLOURS[ending],
      marks: changes,
    }),
  );
  const steering = steeringRows(props);
  const rows = [...endings, ...steering];
  const plot = left + 132 * scale;
  const right = left + width - 14 * scale;
  const first = top + 40 * scale;
  const bottom = top + props.height - 46 * scale;
  const gap = steering.length > 0 ? 22 * scale : 0;
  const row = (bottom - first - gap) / Math.max(1, rows.length);
  const level = (place: number) =>
    first + row * (place + 0.5) + (place >= endings.length ? gap : 0);
  const band = view.rescue.band;
  const values = rows.flatMap(({ marks }) => marks.flatMap(({ low, high }) => [low, high]));
  const ends = [...values, band.low, band.high, -1, 1].filter(Number.isFinite);
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [plot, right]).nice(5);
  const ticks = x.ticks(5);
  const split = first + row * endings.length;
  return (
    <g>
      <text className="panel-title" x={left} y={top + 16 * scale}>
        What comes after: change since the last rejection
      </text>
      {endings.length > 0 && Number.isFinite(band.low) && (
        <rect
          className="band"
          x={x(band.low)}
          width={Math.max(1, x(band.high) - x(band.low))}
          y={first}
          height={split - first}
        />
      )}
      <Columns ticks={ticks} x={x} top={first} bottom={bottom} gap={18 * scale} />
      {steering.length > 0 && (
        <text x={left} y={split + 16 * scale}>
          what the model writes next, against plain:
        </text>
      )}
      {rows.map((one, place) => (
        <RowMarks key={one.id} row={one} at={level(place)} x={x} name={plot - 12} scale={scale} />
      ))}
      <text x={right} y={bottom + 36 * scale} textAnchor="end">
        σ; paler: one, two, three neutral questions later
      </text>
    </g>
  );
}

function steeringRows({ view, alpha }: EndingPanelProps): Row[] {
  if (view.steering === null) return [];
  return [
    {
      id: "calm",
      label: `steered calm ${signed(alpha, 2)}`,
      colour: "c4",
      marks: [view.steering.calm],
    },
    { id: "random", label: "steered at random", colour: "grey", marks: [view.steering.random] },
  ];
}

function RowMarks(props: {
  readonly row: Row;
  readonly at: number;
  readonly x: (value: number) => number;
  /** Where the name ends. */
  readonly name: number;
  readonly scale: number;
}) {
  const { row, at, x, scale } = props;
  const step = 8 * scale;
  return (
    <g>
      <text className="spiral-name" x={props.name} y={at + 4} textAnchor="end">
        {row.label}
      </text>
      {row.marks.map(({ value, low, high }, later) => {
        if (!Number.isFinite(value)) return null;
        const y = at + (later - (row.marks.length - 1) / 2) * step;
        return (
          <g
            key={`${row.id}-${later === 0 ? "at-once" : later}`}
            className={later > 0 ? "spiral-later" : undefined}
          >
            <line
              className={`stroke-${row.colour}`}
              strokeWidth={later === 0 ? 2.5 : 1.5}
              x1={x(low)}
              x2={x(high)}
              y1={y}
              y2={y}
            />
            <circle
              className={`point fill-${row.colour}`}
              cx={x(value)}
              cy={y}
              r={later === 0 ? 5 : 3.5}
            />
          </g>
        );
      })}
    </g>
  );
}
