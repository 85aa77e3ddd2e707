import { scaleLinear } from "d3-scale";
import { nats } from "./findings.ts";
import { type AspectSummary, type Cell, isClear } from "./summary.ts";
import { ASPECT_HEAD } from "./words.ts";

export const ROW = 22;
export const HEAD = 44;

export interface Chosen {
  readonly column: number;
  readonly row: number;
}

export interface CellsProps {
  readonly aspects: readonly AspectSummary[];
  readonly left: number;
  readonly width: number;
  readonly scale: number;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** A column a behaviour, a row an emotion: a bar from the middle, the random band grey behind it. */
export function Cells({ aspects, left, width, scale, chosen, onChoose }: CellsProps) {
  const room = (width - left) / Math.max(1, aspects.length);
  const names = aspects[0]?.cells.map(({ emotion }) => emotion) ?? [];
  const top = (row: number) => (HEAD + row * ROW) * scale;
  return (
    <>
      {names.map((name, row) => (
        <text
          key={name}
          className={row === chosen.row ? "chosen-text" : undefined}
          x={left - 10 * scale}
          y={top(row) + 15 * scale}
          textAnchor="end"
        >
          {name}
        </text>
      ))}
      {aspects.map(({ aspect, cells }, column) => {
        const at = left + column * room;
        return (
          <g key={aspect}>
            {ASPECT_HEAD[aspect].map((line, place) => (
              <text key={line} x={at + room / 2} y={(14 + 15 * place) * scale} textAnchor="middle">
                {line}
              </text>
            ))}
            <Column cells={cells} left={at + 4} width={room - 8} top={top} scale={scale} />
            {cells.map(({ emotion }, row) => (
              // The keyboard reaches the same cells through the figure's slider.
              // The rectangle lies over the marks, so that a click anywhere in a cell counts.
              <rect
                key={emotion}
                className={
                  column === chosen.column && row === chosen.row
                    ? "behaviour-hit outline"
                    : "behaviour-hit"
                }
                x={at + 1}
                y={top(row) + 1}
                width={room - 2}
                height={ROW * scale - 2}
                onPointerDown={() => onChoose({ column, row })}
              />
            ))}
          </g>
        );
      })}
    </>
  );
}

interface ColumnProps {
  readonly cells: readonly Cell[];
  readonly left: number;
  readonly width: number;
  readonly top: (row: number) => number;
  readonly scale: number;
}

/** One scale a column: a behaviour's largest value or band reaches its edge. */
function Column({ cells, left, width, top, scale }: ColumnProps) {
  const number = 44 * scale;
  const ends = cells.flatMap(({ effect, band }) => [effect.value, band.low, band.high]);
  const far = Math.max(1e-6, ...ends.filter(Number.isFinite).map(Math.abs));
  const x = scaleLinear([-far, far], [left, left + width - number]);
  return cells.map((cell, row) => {
    const { emotion, effect, band } = cell;
    const { value } = effect;
    const finite = Number.isFinite(value);
    const clear = isClear(cell);
    const colour = value > 0 ? "c1" : "c3";
    const [from, to] = value > 0 ? [x(0), x(value)] : [x(value), x(0)];
    return (
      <g key={emotion}>
        {Number.isFinite(band.low) && (
          <rect
            className="band"
            x={x(band.low)}
            y={top(row) + 3}
            width={Math.max(1, x(band.high) - x(band.low))}
            height={ROW * scale - 6}
          />
        )}
        <line className="grid" x1={x(0)} x2={x(0)} y1={top(row) + 2} y2={top(row + 1) - 2} />
        {finite && (
          <rect
            className={clear ? `fill-${colour}` : `behaviour-open stroke-${colour}`}
            x={from}
            y={top(row) + 6}
            width={Math.max(1, to - from)}
            height={ROW * scale - 12}
          />
        )}
        <text
          className={clear ? "chosen-text" : undefined}
          x={left + width}
          y={top(row) + 15 * scale}
          textAnchor="end"
        >
          {finite ? nats(value) : "breaks"}
        </text>
      </g>
    );
  });
}
