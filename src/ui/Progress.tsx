import { Button } from "./Button.tsx";
import { megabytesOf, secondsLeft } from "./format.ts";
import "./progress.css";

export interface ProgressProps {
  /** What is happening: "Downloading". */
  readonly label: string;
  /** Bytes, or steps where `text` is given. */
  readonly done: number;
  readonly total: number;
  readonly secondsLeft?: number | null;
  /** In place of megabytes: "3 of 7 doses". */
  readonly text?: string;
  readonly onCancel?: () => void;
}

/** Share between 0 and 1; 0 where there is no total yet. */
export function share(done: number, total: number): number {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
}

/** A long step with its megabytes, the time that is left, and a way out. */
export function Progress(props: ProgressProps) {
  const filled = share(props.done, props.total);
  const text = props.text ?? megabytesOf(props.done, props.total);
  const left = props.secondsLeft == null ? "" : secondsLeft(props.secondsLeft);
  return (
    <div className="progress">
      <div className="progress-line">
        <span>{props.label}</span>
        <span className="progress-done number">{[text, left].filter(Boolean).join(" · ")}</span>
        {props.onCancel && (
          <Button kind="link" onClick={props.onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(filled * 100)}
        aria-valuetext={text}
      >
        <i style={{ transform: `scaleX(${filled})` }} />
      </div>
    </div>
  );
}
