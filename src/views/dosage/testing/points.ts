/** Made-up points for this folder's tests: never shipped. */
import { EMOTIONS, type Emotion, emotionIndex } from "../../../core/emotions.ts";
import { COLUMNS } from "../../../core/vectors-access.ts";
import type { DosePoint } from "../../../state/runs.ts";

/** Layers 0 and 1; at layer 1 each named emotion reads its values, random directions wobble by 0.2. */
export function testPoints(
  curves: Partial<Record<Emotion, readonly number[]>>,
  count: number,
): readonly DosePoint[] {
  return Array.from({ length: count }, (_, dose) => {
    const z = new Float32Array(2 * COLUMNS);
    for (const [emotion, values] of Object.entries(curves)) {
      z[COLUMNS + emotionIndex(emotion as Emotion)] = values[dose] ?? 0;
    }
    for (let at = EMOTIONS.length; at < COLUMNS; at++) {
      z[COLUMNS + at] = 0.2 * Math.sin(at * 5 + dose * at);
    }
    return { z, tokens: 9 + dose };
  });
}
