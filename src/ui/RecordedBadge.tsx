import "./card.css";
import { day } from "./format.ts";

export interface RecordedBadgeProps {
  /** ISO date of the run. */
  readonly date: string;
  readonly model: string;
}

/** Marks what is on screen as a recorded run of a real model. */
export function RecordedBadge({ date, model }: RecordedBadgeProps) {
  return (
    <span className="recorded">
      <span>
        recorded on <time dateTime={date}>{day(date)}</time> · {model}
      </span>
    </span>
  );
}
