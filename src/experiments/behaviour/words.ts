/** How a cell is named and said. */
import { ASPECT_LABEL, nats } from "./findings.ts";
import { type Aspect, type Cell, isBeyond, isClear } from "./summary.ts";

export const ASPECT_HEAD: Readonly<Record<Aspect, readonly [string, string]>> = {
  own: ["own", "words"],
  coding: ["coding:", "hard-coded"],
  reasoning: ["reasoning:", "right"],
  safety: ["safety:", "goes along"],
};

/** “afraid, coding (hard-coded): +0.12 nats for 0.1 of α (…), within the random band.” */
export function cellText(aspect: Aspect, cell: Cell): string {
  const { value, low, high } = cell.effect;
  const name = `${cell.emotion}, ${ASPECT_LABEL[aspect]}`;
  if (!Number.isFinite(value)) return `${name}: text breaks at every strength`;
  return `${name}: ${nats(value)} nats for 0.1 of α (${nats(low)} to ${nats(high)}), ${standing(cell)}`;
}

function standing(cell: Cell): string {
  if (isClear(cell)) return "beyond random directions, also after correction";
  return isBeyond(cell.effect.value, cell.band)
    ? "beyond random directions, not after correction"
    : "as random directions do";
}
