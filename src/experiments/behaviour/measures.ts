/**
 * Rows as what is measured: the log odds of what is counted, and how much likelihood is lost, under each
 * direction and strength. A direction's strengths count only as far as text stays coherent.
 */
import { CHOICE_ITEMS } from "../../content/experiments/behaviour.ts";
import { OWN_START, OWN_WORDS } from "../../content/experiments/behaviour-words.ts";
import { COHERENCE_RULE } from "../../core/coherence.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import { slope } from "../../core/statistics/slope.ts";
import { mean } from "../../core/statistics/summary.ts";
import type { BehaviourRow, Nats } from "./rows.ts";
import { ownAndOthers } from "./run-item.ts";

/** One item under one direction: without it, and at each strength of the grid. */
export interface Steered {
  readonly plain: Nats;
  readonly at: readonly Nats[];
  /** Words, digits and signs of an answer, on average: about its tokens. */
  readonly pieces: number;
}

/** Nats a piece at which a text is called strained elsewhere too. */
export const MAX_LOSS = Math.log(COHERENCE_RULE.strained.perplexityRatio);

const pieces = (text: string) => (text.match(/[a-z]+|\d|[^\sa-z\d]/gi) ?? []).length;
const OWN_PIECES = mean(
  EMOTIONS.flatMap((emotion) => OWN_WORDS[emotion]).map((word) => pieces(`${OWN_START} ${word}`)),
);
const CHOICE_PIECES = new Map(
  CHOICE_ITEMS.map(({ battery, id, counted, other }) => [
    `${battery}/${id}`,
    (pieces(counted) + pieces(other)) / 2,
  ]),
);

export function underEmotion(id: string, row: BehaviourRow, emotion: number): Steered {
  return {
    plain: row.kind === "own" ? ownAndOthers(row.plain, emotion) : row.plain,
    at: row.emotions[emotion] ?? [],
    pieces: piecesOf(id, row),
  };
}

/** @param emotion whose words are looked at; of no matter in a battery */
export function underRandom(
  id: string,
  row: BehaviourRow,
  direction: number,
  emotion: number,
): Steered {
  const piecesThere = piecesOf(id, row);
  if (row.kind === "choice") {
    return { plain: row.plain, at: row.random[direction] ?? [], pieces: piecesThere };
  }
  return {
    plain: ownAndOthers(row.plain, emotion),
    at: (row.random[direction] ?? []).map((words) => ownAndOthers(words, emotion)),
    pieces: piecesThere,
  };
}

function piecesOf(id: string, row: BehaviourRow): number {
  return row.kind === "own" ? OWN_PIECES : (CHOICE_PIECES.get(id) ?? Number.NaN);
}

const odds = ([counted, other]: Nats) => counted - other;

/** By how much each item's log odds differ from the plain run's, nats, at one strength of the grid. */
export function changes(items: readonly Steered[], place: number): number[] {
  return items.map(({ plain, at }) => odds(at[place] ?? [NaN, NaN]) - odds(plain));
}

/** Nats a piece that both answers lose together at one strength, over all items. */
export function loss(items: readonly Steered[], place: number): number {
  const lost = items.map(({ plain, at }) => mean(plain) - mean(at[place] ?? [NaN, NaN]));
  return mean(lost) / mean(items.map((item) => item.pieces));
}

/** Which strengths leave the text coherent: those for which it and all nearer 0 do. */
export function coherentPlaces(items: readonly Steered[], alphas: readonly number[]): boolean[] {
  const sound = alphas.map((_, place) => loss(items, place) <= MAX_LOSS);
  return alphas.map((alpha) =>
    alphas.every((other, place) => {
      const between = Math.sign(other) === Math.sign(alpha) && Math.abs(other) <= Math.abs(alpha);
      return !between || sound[place] === true;
    }),
  );
}

/** Slope of each item's log odds over α within the coherent range, nats for 0.1 of α. */
export function slopes(
  items: readonly Steered[],
  alphas: readonly number[],
  coherent: readonly boolean[],
): number[] {
  const places = [...alphas.keys()].filter((place) => coherent[place]);
  const x = [0, ...places.map((place) => alphas[place] as number)];
  return items.map(
    ({ plain, at }) =>
      slope(x, [odds(plain), ...places.map((place) => odds(at[place] ?? [NaN, NaN]))]) / 10,
  );
}
