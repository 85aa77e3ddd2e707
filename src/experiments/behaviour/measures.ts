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
  /** Items whose two answers are the same share one: they move together, and count as one. */
  readonly cluster: string;
}

/** Nats a piece at which a text is called strained elsewhere too. */
export const MAX_LOSS = Math.log(COHERENCE_RULE.strained.perplexityRatio);

const pieces = (text: string) => (text.match(/[a-z]+|\d|[^\sa-z\d]/gi) ?? []).length;
const OWN_PIECES = mean(
  EMOTIONS.flatMap((emotion) => OWN_WORDS[emotion]).map((word) => pieces(`${OWN_START} ${word}`)),
);
const CHOICE_ANSWERS = new Map(
  CHOICE_ITEMS.map(({ battery, id, counted, other }) => [
    `${battery}/${id}`,
    { pieces: (pieces(counted) + pieces(other)) / 2, cluster: `${counted} / ${other}` },
  ]),
);

export function underEmotion(id: string, row: BehaviourRow, emotion: number): Steered {
  return {
    plain: row.kind === "own" ? ownAndOthers(row.plain, emotion) : row.plain,
    at: row.emotions[emotion] ?? [],
    ...answersOf(id, row),
  };
}

/** @param emotion whose words are looked at; of no matter in a battery */
export function underRandom(
  id: string,
  row: BehaviourRow,
  direction: number,
  emotion: number,
): Steered {
  const answers = answersOf(id, row);
  if (row.kind === "choice") {
    return { plain: row.plain, at: row.random[direction] ?? [], ...answers };
  }
  return {
    plain: ownAndOthers(row.plain, emotion),
    at: (row.random[direction] ?? []).map((words) => ownAndOthers(words, emotion)),
    ...answers,
  };
}

function answersOf(id: string, row: BehaviourRow): Pick<Steered, "pieces" | "cluster"> {
  if (row.kind === "own") return { pieces: OWN_PIECES, cluster: id };
  return CHOICE_ANSWERS.get(id) ?? { pieces: Number.NaN, cluster: id };
}

/** Mean of the items' values over each pair of answers, in order of first mention. */
function perCluster(items: readonly Steered[], values: readonly number[]): number[] {
  const clusters = new Map<string, number[]>();
  for (const [i, { cluster }] of items.entries()) {
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), values[i] as number]);
  }
  return [...clusters.values()].map(mean);
}

const odds = ([counted, other]: Nats) => counted - other;

/** By how much log odds differ from the plain run's, nats, at one strength: one a pair of answers. */
export function changes(items: readonly Steered[], place: number): number[] {
  const each = items.map(({ plain, at }) => odds(at[place] ?? [NaN, NaN]) - odds(plain));
  return perCluster(items, each);
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

/** Slope of the log odds over α within the coherent range, nats for 0.1 of α: one a pair of answers. */
export function slopes(
  items: readonly Steered[],
  alphas: readonly number[],
  coherent: readonly boolean[],
): number[] {
  const places = [...alphas.keys()].filter((place) => coherent[place]);
  const x = [0, ...places.map((place) => alphas[place] as number)];
  const each = items.map(
    ({ plain, at }) =>
      slope(x, [odds(plain), ...places.map((place) => odds(at[place] ?? [NaN, NaN]))]) / 10,
  );
  return perCluster(items, each);
}
