import { scaleLinear, scalePoint } from "d3-scale";
import { Rules } from "../../charts/Axes.tsx";
import { wrapWords } from "../../charts/labels.ts";
import { linePath } from "../../charts/paths.ts";
import { signed } from "../../ui/format.ts";
import type { Curve } from "./curves.ts";

export interface LadderPanelProps {
  readonly curve: Curve;
  /** Shared by all ladders, σ. */
  readonly extent: readonly [number, number];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly scale: number;
}

/** One ladder: afraid from rung to rung, its control dashed. */
export function LadderPanel(props: LadderPanelProps) {
  const { curve, extent, left, top, width, height, scale } = props;
  const { doses, template, control, survives } = curve;
  const plot = left + 48 * scale;
  const right = left + width - 8;
  const bottom = top + height - 44 * scale;
  const y = scaleLinear([...extent], [bottom, top + 48 * scale]).nice(4);
  const rungs = doses.map((_, rung) => rung);
  const point = scalePoint<number>(rungs, [plot + 6, right - 6]);
  const x = (rung: number) => point(rung) ?? plot;
  const letters = Math.floor((right - plot) / 2 / (6.4 * scale));
  const ends = [
    { lines: wrapWords(doses[0] ?? "", letters, 2), at: plot, anchor: "start" },
    { lines: wrapWords(doses.at(-1) ?? "", letters, 2), at: right, anchor: "end" },
  ] as const;
  return (
    <g>
      <text className="panel-title" x={left} y={top + 14 * scale}>
        {curve.title}
      </text>
      <text
        className={survives ? "severity-strong" : "severity-name"}
        x={left}
        y={top + 31 * scale}
      >
        {`ρ ${signed(template.rho, 2)}, control ${signed(control.rho, 2)}${survives ? ", beyond it" : ""}`}
      </text>
      <Rules ticks={y.ticks(4)} y={y} left={plot} right={right} unit="σ" />
      <path className="line line-control stroke-c3" d={linePath(control.values, x, y)} />
      <path className="line line-thick stroke-c1" d={linePath(template.values, x, y)} />
      {rungs.map((rung) => (
        <circle
          key={rung}
          className="point fill-c1"
          cx={x(rung)}
          cy={y(template.values[rung] ?? Number.NaN)}
          r={4}
        />
      ))}
      {ends.map(({ lines, at, anchor }) =>
        lines.map((line, place) => (
          <text
            key={`${anchor}${line}`}
            x={at}
            y={bottom + (16 + 14 * place) * scale}
            textAnchor={anchor}
          >
            {line}
          </text>
        )),
      )}
    </g>
  );
}
