/** The token that the page speaks of: under the pointer, else picked, else the strongest. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useAppStore } from "../../state/react.ts";
import { watch } from "../../state/watch.ts";

export interface Cursor {
  readonly token: number | null;
  /** Holds until another is picked. */
  readonly pick: (token: number) => void;
  /** Holds while the pointer is there. */
  readonly hover: (token: number | null) => void;
}

/** Index of the largest value among the drawn tokens, or null where none has one. */
export function strongestToken(values: ArrayLike<number>, drawn: readonly number[]): number | null {
  let best: number | null = null;
  for (const token of drawn) {
    const value = values[token] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (best === null || value > (values[best] ?? Number.NaN)) best = token;
  }
  return best;
}

export function useCursor(values: ArrayLike<number> | null, drawn: readonly number[]): Cursor {
  const store = useAppStore();
  const [picked, setPicked] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);

  // A text that was not typed has no caret that anyone put there.
  useEffect(
    () =>
      watch(
        store,
        ({ settings }) => settings.read,
        (read, before) => {
          const sameText = read.text === before.text && read.messages === before.messages;
          if (sameText && read.mode === before.mode) return;
          setHovered(null);
          if (store.getState().lastChange !== "edit") setPicked(null);
        },
      ),
    [store],
  );

  const strongest = useMemo(
    () => (values === null ? null : strongestToken(values, drawn)),
    [values, drawn],
  );
  const count = values?.length ?? 0;
  const chosen = hovered ?? picked ?? strongest;
  return {
    token: chosen === null || count === 0 ? null : Math.min(chosen, count - 1),
    pick: useCallback((token: number) => setPicked(token), []),
    hover: useCallback((token: number | null) => setHovered(token), []),
  };
}
