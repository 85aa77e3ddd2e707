import type { KeyboardEvent } from "react";

/** The place that a key leads to among `count`, or null for a key that does not move. */
export function movedCursor(key: string, at: number, count: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, at + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, at - 1);
    case "PageUp":
      return Math.min(last, at + 10);
    case "PageDown":
      return Math.max(0, at - 10);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

/** A key handler that moves a cursor among `count` places. */
export function cursorKeys(at: number | null, count: number, onMove: (to: number) => void) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = movedCursor(event.key, at ?? 0, count);
    if (to === null) return;
    event.preventDefault();
    onMove(to);
  };
}
