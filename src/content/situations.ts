/**
 * What the Dosage page can ask: one template with `{X}`, the doses that go into it, and a control
 * template that takes the same doses and holds no danger.
 */
import type { Emotion } from "../core/emotions.ts";
import { WORD_LADDERS } from "./ladders.ts";
import { NUMBER_SITUATIONS } from "./numeric-situations.ts";
import { SEVERITY_PAIRS } from "./severity-pairs.ts";

export interface Expectation {
  readonly emotion: Emotion;
  readonly direction: "up" | "down";
}

export interface Situation {
  readonly id: string;
  /** number: a number grows. words: words grow. pair: the same numbers in a mild and a grave sentence. */
  readonly kind: "number" | "words" | "pair";
  readonly title: string;
  readonly template: string;
  readonly control: string;
  readonly doses: readonly string[];
  /** What the control is, in a few words, for the chart's legend. */
  readonly controlLabel: string;
  /** Unit on the axis; empty for doses in words. */
  readonly unit: string;
  /** What the paper (number) or plain sense (words, pair) leads one to expect. */
  readonly expected: readonly Expectation[];
  readonly expectedBy: "paper" | "us";
  /** Emotions drawn at first. */
  readonly emotions: readonly Emotion[];
  /** What this situation teaches, in a sentence. */
  readonly note: string;
}

export const SITUATIONS: readonly Situation[] = [
  ...WORD_LADDERS,
  ...NUMBER_SITUATIONS,
  ...SEVERITY_PAIRS,
];

/** Name under which the user's own template runs. */
export const OWN_SITUATION = "own";
export const DEFAULT_SITUATION = "fire";

/** The situation of that id, or undefined (also for "own"). */
export function findSituation(id: string): Situation | undefined {
  return SITUATIONS.find((situation) => situation.id === id);
}
