import { scaleLinear } from "d3-scale";
import { Columns } from "../../charts/Axes.tsx";
import { extentOf } from "../../charts/paths.ts";
import type { Curve } from "./curves.ts";

export interface SurvivalPanelProps {
  readonly curves: readonly Curve[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly scale: number;
}

/** Rises along numeric doses and their controls as bars, what is left as a mark over the random band. */
export function SurvivalPanel({ curves, left, top, width, height, scale }: SurvivalPanelProps) {
  const from = left + 176 * scale;
  const right = left + width - 18 * scale;
  const first = top + 52 * scale;
  const bottom = top + height - 38 * scale;
  const row = (bottom - first) / Math.max(1, curves.length);
  const bar = Math.min(8 * scale, row * 0.3);
  const x = scaleLinear(
    extentOf(
      [
        curves.flatMap(({ template, control, beyond, band }) => [
          template.rise,
          control.rise,
          beyond.rise,
          band.low,
          band.high,
        ]),
      ],
      [-0.5, 0.5],
    ),
    [from, right],
  ).nice(4);
  const span = (value: number) => ({
    x: Math.min(x(0), x(value)),
    width: Math.max(1, Math.abs(x(value) - x(0))),
  });
  return (
    <g>
      <text className="panel-title" x={left} y={top + 16 * scale}>
        Numbers: what survives the control
      </text>
      <Key left={left} y={top + 33 * scale} scale={scale} />
      {curves.map(({ id, emotion, band }, place) => (
        <rect
          key={`${id}/${emotion}`}
          className="band"
          x={x(band.low)}
          width={Math.max(1, x(band.high) - x(band.low))}
          y={first + place * row + 2}
          height={row - 4}
        />
      ))}
      <Columns ticks={x.ticks(4)} x={x} top={first} bottom={bottom} gap={16 * scale} />
      <text x={right} y={bottom + 32 * scale} textAnchor="end">
        rise along the doses, σ; grey: random
      </text>
      {curves.map(({ id, emotion, direction, template, control, beyond, survives }, place) => {
        const y = first + (place + 0.5) * row;
        return (
          <g key={`${id}/${emotion}`}>
            <text
              className={survives ? "severity-strong" : "severity-name"}
              x={from - 10 * scale}
              y={y + 4}
              textAnchor="end"
            >
              {`${id}: ${emotion} ${direction}`}
            </text>
            <rect className="fill-c1" {...span(template.rise)} y={y - bar} height={bar} />
            <rect className="severity-control" {...span(control.rise)} y={y + 1} height={bar} />
            <path className="severity-left" d={diamond(x(beyond.rise), y, 5 * scale)} />
          </g>
        );
      })}
    </g>
  );
}

function Key(props: { readonly left: number; readonly y: number; readonly scale: number }) {
  const { left, y, scale } = props;
  const text = y + 4;
  return (
    <g>
      <rect className="fill-c1" x={left} y={y - 4} width={10} height={8} />
      <text x={left + 16 * scale} y={text}>
        template
      </text>
      <rect className="severity-control" x={left + 78 * scale} y={y - 4} width={10} height={8} />
      <text x={left + 94 * scale} y={text}>
        control
      </text>
      <path className="severity-left" d={diamond(left + 152 * scale, y, 5 * scale)} />
      <text x={left + 162 * scale} y={text}>
        what is left
      </text>
    </g>
  );
}

const diamond = (x: number, y: number, r: number) =>
  `M${x - r},${y}L${x},${y - r}L${x + r},${y}L${x},${y + r}Z`;
