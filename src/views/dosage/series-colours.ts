/** Which colour a feeling's curve takes: the same one on every chart, as far as colours reach. */
import { SERIES_COLOURS, type SeriesColour } from "../../charts/series.ts";
import type { Emotion } from "../../core/emotions.ts";

/** Curves that fit on one chart: one a colour. */
export const MAX_CURVES = SERIES_COLOURS.length;

/** The feelings of the situations keep their colour; the others take what is free. */
const USUAL: Partial<Record<Emotion, SeriesColour>> = {
  afraid: "c1",
  sad: "c1",
  desperate: "c2",
  calm: "c3",
  happy: "c4",
  hopeful: "c4",
};

/** A colour for each feeling, all different. At most MAX_CURVES feelings. */
export function seriesColours(emotions: readonly Emotion[]): readonly SeriesColour[] {
  const taken = new Map<Emotion, SeriesColour>();
  const used = () => new Set(taken.values());
  for (const emotion of emotions) {
    const usual = USUAL[emotion];
    if (usual !== undefined && !used().has(usual)) taken.set(emotion, usual);
  }
  return emotions.map((emotion) => {
    const known = taken.get(emotion);
    if (known !== undefined) return known;
    const colour = SERIES_COLOURS.find((one) => !used().has(one)) ?? "grey";
    taken.set(emotion, colour);
    return colour;
  });
}
