/** Numbers of a dosage run for each emotion: does its reading follow the dose, and how far? */
import { doseRanks } from "../content/template.ts";
import { emotionIndex } from "../core/emotions.ts";
import { effectInBandWidths } from "../core/statistics/dose-effect.ts";
import { spearmanP } from "../core/statistics/permutation.ts";
import { spearman } from "../core/statistics/spearman.ts";
import { randomStoryValues } from "../core/story-mean.ts";
import { COLUMNS } from "../core/vectors-access.ts";
import { byEmotion, rounded } from "./readings.ts";

/**
 * Spearman's ρ over the doses, its permutation p, and the rise in widths of the random directions'
 * rises; null where there is none, as for a single dose.
 * @param rows one reading [P, K] a dose
 */
export function summarise(doses: readonly string[], rows: readonly Float32Array[], layer: number) {
  const ranks = doseRanks(doses);
  const random = rows.map((row) => randomStoryValues(row, layer));
  const curves = (random[0] ?? []).map((_, i) => random.map((row) => row[i] ?? Number.NaN));
  return byEmotion((emotion) => {
    const column = layer * COLUMNS + emotionIndex(emotion);
    const values = rows.map((row) => row[column] ?? Number.NaN);
    return {
      rho: rounded(spearman(ranks, values)),
      p: rounded(spearmanP(ranks, values)),
      effect: rounded(effectInBandWidths(ranks, values, curves)),
    };
  });
}
