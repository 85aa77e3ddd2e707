/** What a run shows, in one or two sentences made from its numbers. */
import type { Coherence } from "../../core/coherence.ts";
import { type Direction, directionLabel } from "../../core/emotions.ts";
import { count, signed } from "../../ui/format.ts";
import { towards } from "./direction-words.ts";

export interface RunNumbers {
  /** "afraid +0.35"; null where nothing is added. */
  readonly added: string | null;
  readonly direction: Direction;
  /** Mean readings by the plain model, token σ; NaN where there is none. */
  readonly plain: number;
  readonly steered: number;
  readonly random: number;
  /** Of the steered text; null while it is not judged. */
  readonly coherence: Coherence | null;
  /** Of the random direction's text. */
  readonly randomCoherence: Coherence | null;
  /** Tokens that were written before the run was stopped; null where it ended by itself. */
  readonly stoppedAt: number | null;
  /** The page shows another reading than these means, so the sentence says whose they are. */
  readonly insideView: boolean;
}

/** A smaller change of the mean, in σ, is called no effect. */
export const NOTICEABLE = 0.3;
/** The effect must be this many times the random direction's to be told apart from it. */
export const CLEARLY_MORE = 2;

/** Null while there is nothing to say. */
export function runSummary(run: RunNumbers): string | null {
  const { added, direction, plain, steered, random } = run;
  if (!Number.isFinite(plain)) return null;
  const stopped = run.stoppedAt === null ? "" : `Stopped after ${count(run.stoppedAt, "token")}. `;
  if (added === null) {
    return `${stopped}Nothing is added, so both texts are the plain model’s, bit for bit. On average it reads ${sigma(plain)}, ${directionLabel(direction)}.`;
  }
  if (!Number.isFinite(steered)) return null;
  const moved = steered - plain;
  const subject = `With ${added}${run.insideView ? ", read by the plain model," : ""} the text`;
  const sentences = [
    movement(subject, direction, moved, `${signed(steered)} against ${sigma(plain)}`),
    control(moved, random - plain),
    damage(run.coherence, run.randomCoherence),
  ].filter((sentence) => sentence !== "");
  return stopped + sentences.join(" ");
}

function movement(subject: string, direction: Direction, moved: number, numbers: string): string {
  if (Math.abs(moved) < NOTICEABLE) {
    return `${subject} reads hardly different from the plain one (${numbers}). In this run there is no effect to speak of.`;
  }
  const distance = Math.abs(moved).toFixed(1);
  return `${subject} leans ${distance}\u00a0σ further ${towards(direction, moved)} than the plain one (${numbers}).`;
}

function control(moved: number, randomMoved: number): string {
  if (!Number.isFinite(randomMoved)) {
    return "Whether any push of that length would do the same, a random direction shows.";
  }
  const distance = sigma(randomMoved);
  if (Math.abs(moved) < NOTICEABLE) {
    return `A random direction of the same length moves it by ${distance}.`;
  }
  // Either way: a random push that moves the text far says how far chance goes.
  return Math.abs(moved) < CLEARLY_MORE * Math.abs(randomMoved)
    ? `A random direction of the same length moves it by ${distance}, so this run does not tell the two apart.`
    : `A random direction of the same length moves it by ${distance}, so this one random push did not do it; another might.`;
}

function damage(coherence: Coherence | null, random: Coherence | null): string {
  if (coherence === "broken") {
    return "But the text is breaking up: what you see may be damage, not emotion.";
  }
  if (coherence === "strained") {
    return "The text is strained: part of this may be damage, not emotion.";
  }
  if (random === "broken") {
    return "Its text is breaking up, though, while the steered one holds: that one random push does more damage than the direction.";
  }
  return "";
}

/** A value with its unit, which stays on its line. */
function sigma(value: number): string {
  return `${signed(value)}\u00a0σ`;
}
