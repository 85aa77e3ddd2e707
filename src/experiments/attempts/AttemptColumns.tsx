import { tokenColour } from "../../core/colour.ts";
import { signed } from "../../core/signed.ts";
import type { Climb } from "./climb.ts";

export interface AttemptColumnsProps {
  readonly climb: Climb;
  readonly width: number;
  /** Root font size over 16. */
  readonly scale: number;
  /** One sentence that says what it shows. */
  readonly summary: string;
}

const ARMS = [
  { id: "failing", label: "tests cannot all pass" },
  { id: "passing", label: "the twin: all tests pass" },
] as const;

const ROW = 46;
const HEAD = 34;

/** The largest change of a view, story σ: where the ramp ends. Never so small that noise looks loud. */
export function rampEnd({ change }: Climb): number {
  return Math.max(2, ...ARMS.flatMap(({ id }) => change[id].map(Math.abs)));
}

/** Attempt after attempt from above, blue to red, each with what its tests said; the twin beside it. */
export function AttemptColumns({ climb, width, scale, summary }: AttemptColumnsProps) {
  const end = rampEnd(climb);
  // Of happy − sad it is the fall that is red.
  const sign = climb.measure === "happy-sad" ? -1 : 1;
  const left = 74 * scale;
  const gap = 14 * scale;
  const column = Math.max(60, (width - left - gap) / 2);
  const row = ROW * scale;
  const turns = climb.change.failing.map((_, turn) => turn);
  const height = HEAD * scale + turns.length * row + 6;
  return (
    <svg data-chart="" width={width} height={height} role="img" aria-label={summary}>
      {ARMS.map(({ id, label }, place) => (
        <text key={id} className="panel-title" x={left + place * (column + gap)} y={18 * scale}>
          {label}
        </text>
      ))}
      {turns.map((turn) => (
        <text
          key={turn}
          x={left - 10 * scale}
          y={HEAD * scale + row * (turn + 0.5) + 4 * scale}
          textAnchor="end"
        >
          {turn === 0 ? "request" : `report ${turn}`}
        </text>
      ))}
      {ARMS.map(({ id }, place) =>
        climb.change[id].map((value, turn) => {
          const colour = tokenColour(((sign * value) / end) * (sign * value > 0 ? 2.5 : 2));
          const x = left + place * (column + gap);
          const y = HEAD * scale + row * turn;
          const said = turn === 0 ? "" : result(climb.passed[id][turn - 1], climb.total);
          return (
            <g key={`${id}-${turns[turn]}`}>
              <rect
                x={x}
                y={y + 2}
                width={column}
                height={row - 4}
                rx={6}
                fill={colour?.background ?? "none"}
              />
              <text
                className="attempt-words"
                x={x + 12 * scale}
                y={y + row / 2 + 4 * scale}
                style={{ fill: colour?.ink }}
              >
                {said}
              </text>
              <text
                className="attempt-words"
                x={x + column - 12 * scale}
                y={y + row / 2 + 4 * scale}
                textAnchor="end"
                style={{ fill: colour?.ink }}
              >
                {turn === 0 ? "0 σ" : `${signed(value)} σ`}
              </text>
            </g>
          );
        }),
      )}
    </svg>
  );
}

/** “✕ 3 of 4 pass”: a mark and words, so that colour is not all that tells. */
function result(passed = Number.NaN, total: number): string {
  const digits = Number.isInteger(passed) ? 0 : 1;
  return `${passed < total ? "✕" : "✓"} ${passed.toFixed(digits)} of ${total} pass`;
}
