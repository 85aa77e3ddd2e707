/** Which token is looked at: the one under the pointer, else the one that took the focus. */
import { useCallback, useState } from "react";
import type { ColumnId } from "../../state/runs.ts";

export interface Place {
  readonly column: ColumnId;
  readonly token: number;
}

export interface Cursor {
  /** The token that took the focus, which stays outlined. */
  readonly chosen: Place | null;
  readonly looked: Place | null;
  readonly choose: (column: ColumnId, token: number) => void;
  readonly hover: (column: ColumnId, token: number | null) => void;
  readonly close: () => void;
}

export function useCursor(): Cursor {
  const [chosen, setChosen] = useState<Place | null>(null);
  const [pointed, setPointed] = useState<Place | null>(null);
  const choose = useCallback((column: ColumnId, token: number) => {
    setChosen({ column, token });
  }, []);
  const hover = useCallback((column: ColumnId, token: number | null) => {
    setPointed(token === null ? null : { column, token });
  }, []);
  const close = useCallback(() => {
    setChosen(null);
    setPointed(null);
  }, []);
  return { chosen, looked: pointed ?? chosen, choose, hover, close };
}
