import { scaleLinear, scalePoint } from "d3-scale";
import { EndLabels, Rules } from "../../charts/Axes.tsx";
import { bandPath, extentOf, linePath } from "../../charts/paths.ts";
import type { Climb } from "./climb.ts";

export interface ClimbPanelProps {
  readonly climb: Climb;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly scale: number;
}

const ARMS = [
  { id: "rejected", colour: "c1", dash: false },
  { id: "accepted", colour: "c3", dash: true },
] as const;

/** Both arms turn by turn, as means over tasks with their intervals, over the random band. */
export function ClimbPanel({ climb, width, height, scale }: ClimbPanelProps) {
  const left = 50 * scale;
  const right = width - 76 * scale;
  const top = 40 * scale;
  const bottom = height - 46 * scale;
  const turns = climb.rejected.map((_, turn) => turn);
  const bounds = ARMS.flatMap(({ id }) => climb[id].flatMap(({ low, high }) => [low, high]));
  const y = scaleLinear(extentOf([bounds, climb.band.low, climb.band.high], [-1, 1]), [
    bottom,
    top,
  ]).nice(5);
  const point = scalePoint<number>(turns, [left + 10 * scale, right - 6 * scale]);
  const x = (turn: number) => point(turn) ?? left;
  const ends = ARMS.map(({ id, colour }) => ({
    id,
    label: id,
    colour,
    y: y(climb[id].at(-1)?.value ?? 0),
  }));
  return (
    <g>
      <text className="panel-title" x={0} y={16 * scale}>
        The climb: change since the request
      </text>
      <path className="band" d={bandPath(climb.band.low, climb.band.high, x, y)} />
      <Rules ticks={y.ticks(5)} y={y} left={left} right={right} unit="σ" />
      <line className="zero" x1={left} x2={right} y1={y(0)} y2={y(0)} />
      {ARMS.map(({ id, colour, dash }, arm) => (
        <g key={id}>
          <path
            className={`line ${dash ? "line-control" : "line-thick"} stroke-${colour}`}
            d={linePath(
              climb[id].map(({ value }) => value),
              x,
              y,
            )}
          />
          {climb[id].map(({ value, low, high }, turn) => (
            <g key={turns[turn]}>
              {turn > 0 && (
                <line
                  className={`stroke-${colour}`}
                  strokeWidth={1.5}
                  x1={x(turn) + (arm - 0.5) * 4}
                  x2={x(turn) + (arm - 0.5) * 4}
                  y1={y(low)}
                  y2={y(high)}
                />
              )}
              <circle className={`point fill-${colour}`} cx={x(turn)} cy={y(value)} r={4} />
            </g>
          ))}
        </g>
      ))}
      {turns.map((turn) => (
        <text key={turn} x={x(turn)} y={bottom + 18 * scale} textAnchor="middle">
          {turn === 0 ? "request" : turn}
        </text>
      ))}
      <text x={right} y={bottom + 36 * scale} textAnchor="end">
        times turned down, or taken; grey: random directions
      </text>
      <EndLabels labels={ends} x={right + 8} top={top} bottom={bottom} gap={16 * scale} />
    </g>
  );
}
