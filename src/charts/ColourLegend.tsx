import type { ReactNode } from "react";
import "./chart.css";

export interface ColourLegendProps {
  readonly low: string;
  readonly high: string;
  /** At the right end: unit and averaging. */
  readonly note?: ReactNode;
}

/** What the colours of tokens and cells mean. */
export function ColourLegend({ low, high, note }: ColourLegendProps) {
  return (
    <div className="legend">
      <span>{low}</span>
      <span className="ramp" role="img" aria-label={`pale blue to dark red: ${low} to ${high}`} />
      <span>{high}</span>
      {note !== undefined && <span className="legend-note">{note}</span>}
    </div>
  );
}
