/** One sentence for each figure of the page, written from its numbers. */
import { AXES, type Direction, directionLabel, isAxis } from "../../core/emotions.ts";
import type { RankedEmotion } from "../../core/readings.ts";
import { isolated, signed } from "../../ui/format.ts";
import { tokenWord, wordAt } from "./shown.ts";

/** Values over the tokens of one text, and the tokens' own texts. */
export interface Line {
  readonly values: ArrayLike<number>;
  readonly texts: readonly string[];
}

interface Extreme {
  readonly at: number;
  readonly value: number;
}

const NOTHING = "Nothing is read yet.";

function extremes({ values }: Pick<Line, "values">): { low: Extreme; high: Extreme } | null {
  let low: Extreme | null = null;
  let high: Extreme | null = null;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (low === null || value < low.value) low = { at, value };
    if (high === null || value > high.value) high = { at, value };
  }
  return low === null || high === null ? null : { low, high };
}

const quoted = (texts: readonly string[], at: number) => `“${isolated(wordAt(texts, at))}”`;
const sigma = (value: number) => `${signed(value)} σ`;

/** "The text leans most towards desperate at “nothing”, +2.4 σ; most towards calm at “in”, −0.6 σ." */
export function textSentence(direction: Direction, line: Line): string {
  const found = extremes(line);
  if (found === null) return NOTHING;
  const { low, high } = found;
  const [top, bottom] = isAxis(direction)
    ? [AXES[direction].positive, AXES[direction].negative]
    : [direction, null];
  if (low.at === high.at) {
    return `The text reads ${sigma(high.value)} ${directionLabel(direction)}, at ${quoted(line.texts, high.at)}.`;
  }
  const most = `The text leans most towards ${top} at ${quoted(line.texts, high.at)}, ${sigma(high.value)}`;
  const least =
    bottom === null
      ? `least at ${quoted(line.texts, low.at)}, ${sigma(low.value)}`
      : `most towards ${bottom} at ${quoted(line.texts, low.at)}, ${sigma(low.value)}`;
  return `${most}; ${least}.`;
}

export interface NamedLine {
  readonly label: string;
  readonly values: ArrayLike<number>;
}

export interface Bounds {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Share of a line's values that lie outside of the band, or null where none is there. */
export function shareOutside(values: ArrayLike<number>, band: Bounds): number | null {
  let count = 0;
  let outside = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    const [low, high] = [band.low[at] ?? Number.NaN, band.high[at] ?? Number.NaN];
    if (Number.isNaN(value) || Number.isNaN(low) || Number.isNaN(high)) continue;
    count++;
    if (value < low || value > high) outside++;
  }
  return count === 0 ? null : outside / count;
}

/** The line that reaches furthest, where, and how often it leaves the band of random directions. */
export function traceSentence(
  lines: readonly NamedLine[],
  texts: readonly string[],
  band: Bounds,
): string {
  const best = lines
    .flatMap((line) => {
      const found = extremes(line);
      return found === null ? [] : [{ line, high: found.high }];
    })
    .sort((a, b) => b.high.value - a.high.value)[0];
  if (best === undefined) return lines.length === 0 ? "Pick a line to draw." : NOTHING;
  const { line, high } = best;
  const share = shareOutside(line.values, band);
  const reach = `${capital(line.label)} reaches furthest: ${sigma(high.value)} at ${quoted(texts, high.at)}.`;
  if (share === null) return reach;
  return `${reach} It lies outside of what random directions do at ${Math.round(share * 100)} % of the tokens.`;
}

/** "At “nothing”, desperate is highest, +3.3 σ, and loving lowest, −1.9 σ." */
export function tokenSentence(text: string, order: readonly RankedEmotion[]): string {
  const [highest, lowest] = [order[0], order.at(-1)];
  if (highest === undefined || lowest === undefined || Number.isNaN(highest.value)) {
    return "The first token has no reading: models use it as a resting place.";
  }
  return `At “${isolated(tokenWord(text))}”, ${highest.emotion} is highest, ${sigma(highest.value)}, and ${lowest.emotion} lowest, ${sigma(lowest.value)}.`;
}

/** Where in the model, and at which token, the direction is strongest. `matrix` is [points, T]. */
export function layersSentence(
  matrix: ArrayLike<number>,
  columns: number,
  layer: number,
  texts: readonly string[],
): string {
  const all = extremes({ values: matrix });
  if (all === null || columns === 0) return NOTHING;
  const row = Array.from(
    { length: columns },
    (_, at) => matrix[layer * columns + at] ?? Number.NaN,
  );
  const here = extremes({ values: row });
  const { at, value } = all.high;
  const top = Math.floor(at / columns);
  const most = `Strongest in ${layerName(top)}, at ${quoted(texts, at % columns)}: ${sigma(value)}.`;
  if (here === null || top === layer) return most;
  return `${most} In ${layerName(layer)} at ${quoted(texts, here.high.at)}: ${sigma(here.high.value)}.`;
}

function layerName(layer: number): string {
  return layer === 0 ? "the embedding" : `layer ${layer}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
