/** The reading at the response-preparation token, with the vectors that were built there. */
import { type Direction, directionLabel } from "../../core/emotions.ts";
import { directionValues, type RankedEmotion, type Readings, ranked } from "../../core/readings.ts";
import type { VectorsManifest } from "../../core/vectors.ts";
import { signed } from "../../ui/format.ts";

export interface ReplyReading {
  /** The direction on screen, token σ. */
  readonly value: number;
  /** All emotions, the strongest first, token σ. */
  readonly order: readonly RankedEmotion[];
}

/** @param z one row [P, K], story σ, of the set `reply` */
export function replyReading(
  z: Float32Array,
  manifest: VectorsManifest,
  direction: Direction,
  layer: number,
): ReplyReading {
  // Place 0 of a text has no value, so the row stands at place 1.
  const rows = new Float32Array(2 * z.length);
  rows.set(z, z.length);
  const readings: Readings = { z: rows, points: manifest.points, set: manifest.sets.reply };
  const options = { smooth: false };
  return {
    value: directionValues(readings, direction, layer, options)[1] ?? Number.NaN,
    order: ranked(readings, layer, 1, options),
  };
}

/** "+1.2 σ desperate − calm; highest desperate +2.0, hopeless +1.4, sad +1.1; lowest happy −1.1." */
export function replySentence({ value, order }: ReplyReading, direction: Direction): string {
  const name = ({ emotion, value: own }: RankedEmotion) => `${emotion} ${signed(own)}`;
  const highest = order.slice(0, 3).map(name).join(", ");
  const lowest = order.slice(-1).map(name).join(", ");
  return `${signed(value)} σ ${directionLabel(direction)}; highest ${highest}; lowest ${lowest}.`;
}
