import { scaleLinear } from "d3-scale";
import { Rules } from "../../charts/Axes.tsx";
import { bandPath, extentOf, linePath } from "../../charts/paths.ts";
import { tick } from "../../ui/format.ts";
import { ASPECT_ODDS } from "./findings.ts";
import type { Aspect, Cell, CurvePoint } from "./summary.ts";

export interface CurveProps {
  readonly aspect: Aspect;
  readonly cell: Cell;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** The log odds of one cell over α, with intervals; where text breaks, it is shaded. */
export function Curve({ aspect, cell, top, width, height, scale }: CurveProps) {
  const { curve, emotion } = cell;
  const left = 52 * scale;
  const right = width - 16;
  const [above, below] = [top + 46 * scale, top + height - 40 * scale];
  const alphas = curve.map(({ alpha }) => alpha);
  const reach = Math.max(0.1, ...alphas.map(Math.abs)) * 1.12;
  const x = scaleLinear([-reach, reach], [left, right]);
  const of = (pick: (point: CurvePoint) => number) => curve.map(pick);
  const [lows, highs] = [of(({ band }) => band.low), of(({ band }) => band.high)];
  const extent = extentOf([of(({ low }) => low), of(({ high }) => high), lows, highs], [-0.2, 0.2]);
  const y = scaleLinear(extent, [below, above]).nice(4);
  const place = (index: number) => x(alphas[index] ?? 0);
  return (
    <g>
      <text className="chosen-text" x={0} y={top + 14 * scale}>
        {emotion}
      </text>
      <text x={0} y={top + 31 * scale}>
        {`change of the log odds of ${shortOdds(ASPECT_ODDS[aspect], width, scale)}`}
      </text>
      {brokenRanges(curve, reach).map(([from, to]) => (
        <g key={from}>
          <rect
            className="behaviour-broken"
            x={x(from)}
            width={x(to) - x(from)}
            y={above}
            height={below - above}
          />
          <text x={(x(from) + x(to)) / 2} y={above + 14 * scale} textAnchor="middle">
            text breaks
          </text>
        </g>
      ))}
      <path className="band" d={bandPath(lows, highs, place, y)} />
      <Rules ticks={y.ticks(4)} y={y} left={left} right={right} unit="nats" />
      {alphas.map((alpha) => (
        <text key={alpha} x={x(alpha)} y={below + 18 * scale} textAnchor="middle">
          {tick(alpha)}
        </text>
      ))}
      <text x={right} y={below + 35 * scale} textAnchor="end">
        α, shares of the residual’s norm
      </text>
      <path
        className="line stroke-c1"
        d={linePath(
          of(({ value }) => value),
          place,
          y,
        )}
      />
      {curve.map(({ alpha, value, low, high }) => (
        <g key={alpha}>
          <line
            className="stroke-c1"
            strokeWidth="1.5"
            x1={x(alpha)}
            x2={x(alpha)}
            y1={y(low)}
            y2={y(high)}
          />
          <circle className="point fill-c1" cx={x(alpha)} cy={y(value)} r="5" />
        </g>
      ))}
    </g>
  );
}

/** The whole phrase where it has room. */
function shortOdds(words: string, width: number, scale: number): string {
  return words.length * 6.4 * scale < width - 160 ? words : (words.split(/ over |, /)[0] ?? words);
}

/** From half way to the last sound strength to the end of the axis, on either side. */
export function brokenRanges(
  curve: readonly Pick<CurvePoint, "alpha" | "coherent">[],
  reach: number,
): (readonly [number, number])[] {
  const edge = (from: number, to: number) => (from + to) / 2;
  return curve.flatMap(({ alpha, coherent }, i) => {
    const [before, after] = [curve[i - 1], curve[i + 1]];
    if (coherent) return [];
    if (alpha < 0 && after?.coherent) return [[-reach, edge(alpha, after.alpha)] as const];
    if (alpha > 0 && before?.coherent) return [[edge(before.alpha, alpha), reach] as const];
    return [];
  });
}
