/** The reading at the response-preparation token, with the vectors that were built there. */
import { type Direction, directionLabel, EMOTIONS } from "../../core/emotions.ts";
import type { RankedEmotion } from "../../core/readings.ts";
import { storyValue } from "../../core/story-mean.ts";
import type { VectorsManifest } from "../../core/vectors.ts";
import { signed } from "../../ui/format.ts";

export interface ReplyReading {
  readonly layer: number;
  /** The direction on screen, story σ. */
  readonly value: number;
  /** All emotions, the strongest first, story σ. */
  readonly order: readonly RankedEmotion[];
}

/** @param z one row [P, K], story σ, of the set `reply` */
export function replyReading(
  z: Float32Array,
  manifest: VectorsManifest,
  direction: Direction,
  layer: number,
): ReplyReading {
  const set = manifest.sets.reply;
  const order = EMOTIONS.map((emotion) => ({
    emotion,
    value: storyValue(z, set, emotion, layer),
  })).sort((a, b) => b.value - a.value);
  return { layer, value: storyValue(z, set, direction, layer), order };
}

/** "desperate − calm +1.2 σ; highest: desperate +2.0, hopeless +1.4; lowest: happy −1.1." */
export function replySentence({ value, order }: ReplyReading, direction: Direction): string {
  const name = ({ emotion, value: own }: RankedEmotion) => `${emotion} ${signed(own)}`;
  const highest = order.slice(0, 3).map(name).join(", ");
  const lowest = order.slice(-1).map(name).join(", ");
  return `${directionLabel(direction)} ${signed(value)} σ; highest ${highest}; lowest ${lowest}.`;
}
