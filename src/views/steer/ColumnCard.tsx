import { type CSSProperties, memo, type ReactNode, useCallback, useMemo } from "react";
import { type Direction, directionLabel } from "../../core/emotions.ts";
import type { Rows } from "../../state/rows.ts";
import type { ColumnId, ColumnRun } from "../../state/runs.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { signed } from "../../ui/format.ts";
import { spansOfPieces } from "../../ui/text/segments.ts";
import { TokenText } from "../../ui/text/TokenText.tsx";
import { tokenValues } from "./column-readings.ts";
import { shownRows } from "./run-view.ts";
import { useHeldColumn, useHeldHeight } from "./useHeld.ts";
import type { Reader } from "./useSteer.ts";

export interface ColumnCardProps {
  /** The place on the page, by which the cursor finds it. */
  readonly place: ColumnId;
  readonly title: string;
  readonly aside: ReactNode;
  readonly column: ColumnRun;
  readonly reader: Reader | null;
  readonly direction: Direction;
  readonly insideView: boolean;
  readonly running: boolean;
  /** Changes with each run. */
  readonly run: number;
  readonly cursor: number | null;
  readonly onCursor: (place: ColumnId, token: number) => void;
  readonly onHover: (place: ColumnId, token: number | null) => void;
  /** Under the text: numbers and warnings. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** One continuation, coloured as it is read. */
export const ColumnCard = memo(function ColumnCard(props: ColumnCardProps) {
  const { place, reader, direction, onCursor, onHover } = props;
  const { shown, past } = useHeldColumn(props.column, props.running);
  const { content, floor } = useHeldHeight(props.run);
  const rows = shownRows(shown, props.insideView);
  const text = useMemo(() => shown.pieces.join(""), [shown.pieces]);
  const tokens = useMemo(() => spansOfPieces(shown.pieces), [shown.pieces]);
  const values = useValues(rows, reader, direction);
  const focus = useCallback((token: number) => onCursor(place, token), [onCursor, place]);
  const hover = useCallback((token: number | null) => onHover(place, token), [onHover, place]);
  return (
    <Card title={props.title} aside={props.aside} className={cx("steer-column", props.className)}>
      <div
        className={cx("steer-text", past && "steer-text-past")}
        style={{ "--floor": `${floor}px` } as CSSProperties}
        data-column={place}
        aria-busy={props.running && props.column.end === null}
      >
        <div ref={content}>
          {tokens.length > 0 && (
            <TokenText
              small
              text={text}
              tokens={tokens}
              values={values}
              unit={`σ ${directionLabel(direction)}`}
              label={props.title}
              cursor={props.cursor}
              onCursor={focus}
              onHover={hover}
            />
          )}
          {tokens.length === 0 && props.running && (
            <p className="steer-quiet">Reading the prompt…</p>
          )}
          {tokens.length === 0 && !props.running && (
            <p className="steer-quiet">
              {props.column.end === null
                ? "Nothing is written here yet."
                : "The model ended at once and wrote nothing."}
            </p>
          )}
        </div>
      </div>
      {props.children}
    </Card>
  );
});

function useValues(rows: Rows, reader: Reader | null, direction: Direction): Float32Array | null {
  const set = reader?.set ?? null;
  const layer = reader?.layer ?? 0;
  return useMemo(
    () => (set === null ? null : tokenValues(rows, set, direction, layer)),
    [rows, set, direction, layer],
  );
}

/** "+1.2 σ": the mean of a column, with those of the others beside it. */
export function MeanLine(props: {
  readonly value: number;
  readonly direction: Direction;
  readonly others: readonly { readonly name: string; readonly value: number }[];
}) {
  return (
    <p className="steer-mean">
      <b className="number">
        {signed(props.value)}
        {Number.isFinite(props.value) && " σ"}
      </b>{" "}
      <span>{directionLabel(props.direction)} on average</span>
      {props.others.map(({ name, value }) => (
        <span key={name} className="steer-mean-other">
          {name} <b className="number">{signed(value)}</b>
        </span>
      ))}
    </p>
  );
}
