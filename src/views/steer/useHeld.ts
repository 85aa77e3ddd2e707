/** Keeps the page still while a run starts over. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { ColumnRun } from "../../state/runs.ts";

export interface Held {
  /** The column to draw. */
  readonly shown: ColumnRun;
  /** It is the text before this run, until the first new token is there. */
  readonly past: boolean;
}

/** While a run has written nothing yet, its column's last text stays, marked as past. */
export function useHeldColumn(column: ColumnRun, running: boolean): Held {
  const [last, setLast] = useState(column);
  if (column.pieces.length > 0 && column !== last) setLast(column);
  const past = running && column.pieces.length === 0 && last.pieces.length > 0;
  return { shown: past ? last : column, past };
}

/**
 * A height in pixels below which a box must not fall, so that a text that grows anew does not pull
 * up what lies under it: that of its content when the run began.
 * @param run changes with each run
 */
export function useHeldHeight(run: number): {
  readonly content: RefObject<HTMLDivElement | null>;
  readonly floor: number;
} {
  const content = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState({ run: 0, floor: 0 });
  useLayoutEffect(() => {
    setMeasured({ run, floor: content.current?.offsetHeight ?? 0 });
  }, [run]);
  return { content, floor: measured.run === run ? measured.floor : 0 };
}
