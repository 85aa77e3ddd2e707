import type { ReactNode } from "react";
import "./chart.css";
import type { SeriesColour } from "./series.ts";

export interface SeriesLegendProps {
  readonly series: readonly {
    readonly id: string;
    readonly label: string;
    readonly colour: SeriesColour;
  }[];
  /** What the dashed lines are: "same numbers, no danger"; null where there are none. */
  readonly control: ReactNode | null;
  /** What the grey band is. */
  readonly note?: ReactNode;
}

/** Which line is which, dashed and grey included. */
export function SeriesLegend({ series, control, note }: SeriesLegendProps) {
  return (
    <div className="legend">
      {series.map(({ id, label, colour }) => (
        <span key={id} className="legend-key">
          <svg width="18" height="4" aria-hidden="true">
            <line className={`stroke-${colour}`} x1="0" x2="18" y1="2" y2="2" strokeWidth="3" />
          </svg>
          <span className="legend-series">{label}</span>
        </span>
      ))}
      {control !== null && (
        <span className="legend-key">
          <svg width="18" height="4" aria-hidden="true">
            <line
              className="stroke-grey"
              x1="0"
              x2="18"
              y1="2"
              y2="2"
              strokeWidth="2"
              strokeDasharray="4 3"
            />
          </svg>
          {control}
        </span>
      )}
      {note !== undefined && <span className="legend-note">{note}</span>}
    </div>
  );
}
