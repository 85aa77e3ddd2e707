/** Where pieces lie on the page, to find the one under a pointer or on the line above. */

/** One line of one piece, in pixels. */
export interface Box {
  readonly index: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Boxes of the children of `root` that carry `data-piece`, relative to `root`, in document order. */
export function measureBoxes(root: HTMLElement): Box[] {
  const origin = root.getBoundingClientRect();
  const boxes: Box[] = [];
  for (const element of root.querySelectorAll<HTMLElement>("[data-piece]")) {
    const index = Number(element.dataset.piece);
    for (const rect of element.getClientRects()) {
      boxes.push({
        index,
        left: rect.left - origin.left,
        right: rect.right - origin.left,
        top: rect.top - origin.top,
        bottom: rect.bottom - origin.top,
      });
    }
  }
  return boxes;
}

/** Index of the piece under a point, or null. Boxes of a line may touch but not overlap. */
export function hit(boxes: readonly Box[], x: number, y: number): number | null {
  const found = boxes.find(
    (box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom,
  );
  return found?.index ?? null;
}

/** The piece above (−1) or below (+1) another that lies nearest to its middle; itself at the edge. */
export function neighbourLine(boxes: readonly Box[], from: number, step: -1 | 1): number {
  const own = boxes.filter((box) => box.index === from);
  const start = step === 1 ? own.at(-1) : own[0];
  if (start === undefined) return from;
  const middle = (start.left + start.right) / 2;
  const beyond = boxes.filter((box) =>
    step === 1 ? box.top >= start.bottom : box.bottom <= start.top,
  );
  const nearest = beyond.reduce<Box | null>((best, box) => {
    if (best === null) return box;
    const lines = step === 1 ? box.top - best.top : best.top - box.top;
    if (Math.abs(lines) > 2) return lines < 0 ? box : best;
    return distance(box, middle) < distance(best, middle) ? box : best;
  }, null);
  return nearest?.index ?? from;
}

function distance(box: Box, x: number): number {
  if (x < box.left) return box.left - x;
  return x > box.right ? x - box.right : 0;
}
