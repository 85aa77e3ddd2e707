import { cx } from "../ui/cx.ts";
import type { Dose } from "./doseScale.ts";
import { wrapWords } from "./labels.ts";
import type { Place } from "./paths.ts";
import { thinTicks } from "./ticks.ts";

export interface DoseTicksProps {
  readonly doses: readonly Dose[];
  /** Indices of the doses from left to right. */
  readonly order: readonly number[];
  readonly x: Place;
  readonly y: number;
  readonly chosen: number | null;
  readonly scale: number;
}

const CHARACTER = 6.4;

/** The doses under their places: numbers thinned where they crowd, words broken into lines. */
export function DoseTicks({ doses, order, x, y, chosen, scale }: DoseTicksProps) {
  const character = CHARACTER * scale;
  const room = smallestGap(order.map(x)) - 10;
  const words = doses.some((dose) => dose.x === null);
  const fit = Math.floor(room / character);
  // Words that do not fit side by side are shown in full where they have room, rather than all cut.
  const width = words ? (fit < 10 ? 14 : fit) : 24;
  const lines = doses.map(({ label }) => wrapWords(label, width, 2));
  const ticks = order.map((index) => ({
    at: x(index),
    width: Math.max(0, ...(lines[index] ?? []).map((line) => line.length)) * character,
  }));
  const shown = thinTicks(ticks, 4);
  return order.map((index, rank) => {
    if (shown[rank] !== true && index !== chosen) return null;
    // A chosen dose takes the place of neighbours that it would cover.
    if (index !== chosen && covered(ticks, rank, order.indexOf(chosen ?? -1))) return null;
    return (
      <text
        key={index}
        className={cx(index === chosen && "chosen-text")}
        x={x(index)}
        y={y}
        textAnchor="middle"
      >
        {(lines[index] ?? []).map((line, at) => (
          <tspan key={line} x={x(index)} dy={at === 0 ? 0 : 14 * scale}>
            {line}
          </tspan>
        ))}
      </text>
    );
  });
}

function smallestGap(places: readonly number[]): number {
  let gap = Number.POSITIVE_INFINITY;
  for (const [rank, place] of places.entries()) {
    if (rank > 0) gap = Math.min(gap, place - (places[rank - 1] ?? 0));
  }
  return Number.isFinite(gap) ? gap : 160;
}

function covered(
  ticks: readonly { readonly at: number; readonly width: number }[],
  rank: number,
  by: number,
): boolean {
  const own = ticks[rank];
  const other = ticks[by];
  if (own === undefined || other === undefined) return false;
  return Math.abs(own.at - other.at) < (own.width + other.width) / 2;
}
