import { useState } from "react";
import "../../charts/chart.css";
import { movedCursor } from "../../charts/cursor.ts";
import { useSize } from "../../charts/useSize.ts";
import "./behaviour.css";
import { Cells, type Chosen, HEAD, ROW } from "./Cells.tsx";
import { Curve } from "./Curve.tsx";
import type { BehaviourSummary } from "./summary.ts";
import { cellText } from "./words.ts";

const LABELS = 104;
const CURVE = 250;
const GAP = 22;

/** All emotions over all behaviours; the chosen cell's curve is below. Arrow keys walk the cells. */
export function Figure({ summary }: { readonly summary: BehaviourSummary }) {
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const [wanted, choose] = useState<Chosen>({ column: 0, row: 0 });
  const { aspects } = summary;
  const columns = aspects.length;
  const column = Math.min(wanted.column, columns - 1);
  const aspect = aspects[column];
  const rows = aspect?.cells.length ?? 0;
  const row = Math.min(wanted.row, rows - 1);
  const cell = aspect?.cells[row];
  if (aspect === undefined || cell === undefined) return null;
  const text = cellText(aspect.aspect, cell);
  const picture = (HEAD + rows * ROW + GAP) * scale;
  const curve = CURVE * scale;

  function move(key: string): Chosen | null {
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const to = movedCursor(key, column, columns);
      return to === null ? null : { column: to, row };
    }
    // Rows run downwards, so that up is one less.
    const turned = {
      ArrowUp: "ArrowDown",
      ArrowDown: "ArrowUp",
      PageUp: "PageDown",
      PageDown: "PageUp",
    };
    const to = movedCursor(turned[key as keyof typeof turned] ?? key, row, rows);
    return to === null ? null : { column, row: to };
  }

  return (
    <>
      <div
        ref={ref}
        className="chart behaviour"
        role="slider"
        tabIndex={0}
        aria-label="Cell of the picture: up and down for the emotion, left and right for the behaviour"
        aria-valuemin={1}
        aria-valuemax={columns * rows}
        aria-valuenow={column * rows + row + 1}
        aria-valuetext={text}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const to = move(event.key);
          if (to === null) return;
          event.preventDefault();
          choose(to);
        }}
      >
        {width > 0 && (
          <svg data-chart="" width={width} height={picture + curve} aria-hidden="true">
            <Cells
              aspects={aspects}
              left={Math.min(LABELS * scale, width * 0.28)}
              width={width}
              scale={scale}
              chosen={{ column, row }}
              onChoose={choose}
            />
            <Curve
              aspect={aspect.aspect}
              cell={cell}
              top={picture}
              width={width}
              height={curve}
              scale={scale}
            />
          </svg>
        )}
      </div>
      <p className="behaviour-text">{text}.</p>
      <p className="behaviour-text">
        Bars: slope of the log odds, nats for 0.1 of α, right for more and left for less; each
        column has its own scale. Full bars stand beyond random directions (grey) also after
        correction.
      </p>
    </>
  );
}
