/** What the About page shows of a model's validation report: shares between 0 and 1, one a residual point. */
import type { TableData } from "../../charts/export.ts";
import { percent } from "../../ui/format.ts";

export interface AccuracyFigures {
  readonly model: string;
  /** ISO date of the run, or null where the report has none. */
  readonly date: string | null;
  readonly layers: number;
  readonly emotions: number;
  readonly stories: number;
  readonly bestLayer: number;
  /** Accuracy on topics that were held out, our vectors. */
  readonly ours: readonly number[];
  /** The same by the paper's recipe. */
  readonly paper: readonly number[];
  /** Word counts alone, no model: the same at every layer. */
  readonly bagOfWords: number;
  readonly chance: number;
  /** Accuracy on writers that were held out. */
  readonly leftOutWriters: readonly number[];
  /** Cosine between vectors from one half of the stories and from the other. */
  readonly splitHalf: readonly number[];
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

/** The sentence under the chart. */
export function accuracySentence(figures: AccuracyFigures): string {
  const best = figures.bestLayer;
  return (
    `At layer ${best}, the vectors name the right one of ${figures.emotions} emotions for ` +
    `${percent(at(figures.ours, best))} of stories on topics that they were not built from. ` +
    `The paper's recipe reaches ${percent(at(figures.paper, best))}, counting words ` +
    `${percent(figures.bagOfWords)}, guessing ${percent(figures.chance)}.`
  );
}

/** The chart's numbers, a row a layer. */
export function accuracyTable(figures: AccuracyFigures): TableData {
  return {
    columns: ["layer", "our vectors", "paper's recipe", "left-out writers", "split-half cosine"],
    rows: figures.ours.map((share, layer) => [
      layer,
      share,
      at(figures.paper, layer),
      at(figures.leftOutWriters, layer),
      at(figures.splitHalf, layer),
    ]),
  };
}
