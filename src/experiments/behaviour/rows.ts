/** What a run keeps of one item: log-probabilities in nats, five digits. */
import * as v from "valibot";
import { EMOTIONS } from "../../core/emotions.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";

/** Of what is counted, and of what it is held against: the twin answer, or the others' words. */
const Pair = v.tuple([v.number(), v.number()]);
/** A number an emotion: how likely its own words are, on average. */
const OwnWords = v.pipe(v.array(v.number()), v.length(EMOTIONS.length));
/** One a strength, in the order of the grid. */
const perAlpha = <T extends v.GenericSchema>(one: T) => v.array(one);
/** By emotion, in EMOTIONS order. */
const perEmotion = <T extends v.GenericSchema>(one: T) =>
  v.pipe(v.array(perAlpha(one)), v.length(EMOTIONS.length));
const perRandom = <T extends v.GenericSchema>(one: T) =>
  v.pipe(v.array(perAlpha(one)), v.length(RANDOM_DIRECTIONS.count));

export const Row = v.variant("kind", [
  v.object({
    kind: v.literal("choice"),
    plain: Pair,
    emotions: perEmotion(Pair),
    random: perRandom(Pair),
  }),
  v.object({
    kind: v.literal("own"),
    plain: OwnWords,
    /** Own words under the emotion's own vector, and the mean over the words of all others. */
    emotions: perEmotion(Pair),
    /** Every emotion's words under a random direction. */
    random: perRandom(OwnWords),
  }),
]);

export type BehaviourRow = v.InferOutput<typeof Row>;
export type Nats = readonly [counted: number, other: number];
