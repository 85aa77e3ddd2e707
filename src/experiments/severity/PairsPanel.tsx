import { scaleLinear } from "d3-scale";
import { Columns } from "../../charts/Axes.tsx";
import { extentOf } from "../../charts/paths.ts";
import type { PairPoint } from "./pairs.ts";

export interface PairsPanelProps {
  /** In any order. */
  readonly pairs: readonly PairPoint[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly scale: number;
}

/** Each pair's two readings joined by a line, the widest step up first. */
export function PairsPanel({ pairs, left, top, width, height, scale }: PairsPanelProps) {
  const sorted = [...pairs].sort((a, b) => b.danger - b.harmless - (a.danger - a.harmless));
  const from = left + 150 * scale;
  const right = left + width - 18 * scale;
  const first = top + 52 * scale;
  const bottom = top + height - 38 * scale;
  const row = (bottom - first) / Math.max(1, sorted.length);
  const x = scaleLinear(
    extentOf([sorted.flatMap(({ danger, harmless }) => [danger, harmless])], [-0.5, 0.5]),
    [from, right],
  ).nice(4);
  return (
    <g>
      <text className="panel-title" x={left} y={top + 16 * scale}>
        Pairs: same number, danger or not
      </text>
      <circle className="point fill-c1" cx={left + 6} cy={top + 33 * scale} r={5} />
      <text x={left + 16 * scale} y={top + 37 * scale}>
        danger
      </text>
      <circle className="severity-ring" cx={left + 70 * scale} cy={top + 33 * scale} r={4} />
      <text x={left + 80 * scale} y={top + 37 * scale}>
        harmless
      </text>
      <Columns ticks={x.ticks(4)} x={x} top={first} bottom={bottom} gap={16 * scale} />
      <text x={right} y={bottom + 32 * scale} textAnchor="end">
        afraid, σ
      </text>
      {sorted.map(({ id, label, danger, harmless }, place) => {
        const y = first + (place + 0.5) * row;
        const up = danger > harmless;
        return (
          <g key={id}>
            <text className="severity-name" x={from - 10 * scale} y={y + 4} textAnchor="end">
              {label}
            </text>
            <line
              className={up ? "severity-step stroke-c1" : "severity-step stroke-c3"}
              x1={x(harmless)}
              x2={x(danger)}
              y1={y}
              y2={y}
            />
            <circle className="severity-ring" cx={x(harmless)} cy={y} r={4} />
            <circle className="point fill-c1" cx={x(danger)} cy={y} r={5} />
          </g>
        );
      })}
    </g>
  );
}
