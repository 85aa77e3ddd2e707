import { tick } from "../ui/format.ts";
import { spreadLabels } from "./labels.ts";
import type { Place } from "./paths.ts";
import type { SeriesColour } from "./series.ts";

export interface RulesProps {
  readonly ticks: readonly number[];
  readonly y: Place;
  readonly left: number;
  readonly right: number;
  readonly format?: (value: number) => string;
  /** Stands once, behind the number at the top. */
  readonly unit?: string;
}

/** Horizontal hairlines with their numbers at the left. */
export function Rules({ ticks, y, left, right, format = tick, unit }: RulesProps) {
  const numbers = left - (unit === undefined ? 9 : 19);
  const top = Math.max(...ticks);
  return ticks.map((value) => (
    <g key={value}>
      <line className="grid" x1={left} x2={right} y1={y(value)} y2={y(value)} />
      <text x={numbers} y={y(value) + 4} textAnchor="end">
        {format(value)}
      </text>
      {unit !== undefined && value === top && (
        <text x={numbers + 3} y={y(value) + 4}>
          {unit}
        </text>
      )}
    </g>
  ));
}

export interface ColumnsProps {
  readonly ticks: readonly number[];
  readonly x: Place;
  readonly top: number;
  readonly bottom: number;
  /** From the lines' lower ends to the foot of their numbers. */
  readonly gap: number;
}

/** Vertical hairlines with their numbers below; the one at 0 stands out. */
export function Columns({ ticks, x, top, bottom, gap }: ColumnsProps) {
  return ticks.map((value) => (
    <g key={value}>
      <line
        className={value === 0 ? "zero" : "grid"}
        x1={x(value)}
        x2={x(value)}
        y1={top}
        y2={bottom}
      />
      <text x={x(value)} y={bottom + gap} textAnchor="middle">
        {tick(value)}
      </text>
    </g>
  ));
}

export interface EndLabel {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  readonly y: number;
}

export interface EndLabelsProps {
  readonly labels: readonly EndLabel[];
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly gap: number;
}

/** Names of the lines at their ends, apart from one another. */
export function EndLabels({ labels, x, top, bottom, gap }: EndLabelsProps) {
  const places = spreadLabels(
    labels.map((label) => label.y),
    gap,
    top,
    bottom,
  );
  return labels.map((label, index) => (
    <text
      key={label.id}
      className={`end-label fill-${label.colour}`}
      x={x}
      y={(places[index] ?? 0) + 4}
    >
      {label.label}
    </text>
  ));
}
