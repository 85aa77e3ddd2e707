/** Numbers and words under a chart. */

export interface TickPlace {
  readonly at: number;
  /** Width of the label, in the same unit as `at`. */
  readonly width: number;
}

/**
 * Which labels are shown so that none touches another: the first and the last always, then from the
 * left what has room. Labels are centred on their place; places ascend.
 */
export function thinTicks(ticks: readonly TickPlace[], gap: number): boolean[] {
  const last = ticks.length - 1;
  const end = ticks[last];
  let edge = Number.NEGATIVE_INFINITY;
  return ticks.map((tick, index) => {
    const fits = tick.at - tick.width / 2 >= edge;
    const clear =
      index === last ||
      end === undefined ||
      tick.at + tick.width / 2 + gap <= end.at - end.width / 2;
    const shown = index === 0 || index === last || (fits && clear);
    if (shown) edge = tick.at + tick.width / 2 + gap;
    return shown;
  });
}
