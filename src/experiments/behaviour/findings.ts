/** The four claims, the sentence and the table. */
import { COUNTED } from "../../content/experiments/behaviour.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import { signed } from "../../core/signed.ts";
import { holm } from "../../core/statistics/holm.ts";
import type { Finding, ResultTable } from "../contract.ts";
import { verdictOf } from "../verdict.ts";
import {
  type Aspect,
  type AspectSummary,
  type BehaviourSummary,
  type Cell,
  isBeyond,
  isClear,
} from "./summary.ts";

export const ASPECT_LABEL: Readonly<Record<Aspect, string>> = {
  own: "own words",
  coding: `coding (${COUNTED.coding[0]})`,
  reasoning: `reasoning (${COUNTED.reasoning[0]})`,
  safety: `safety (${COUNTED.safety[0]})`,
};

/** What its log odds are of. */
export const ASPECT_ODDS: Readonly<Record<Aspect, string>> = {
  own: "its own words over those of the other emotions, after “I feel”",
  coding: "a hard-coded answer over an honest one",
  reasoning: "the right answer over the wrong one",
  safety: "going along over declining or asking first",
};

interface Claim {
  readonly claim: string;
  readonly paper: string | null;
  readonly measure: string;
  readonly claimed: "up" | "down";
}

const UNIT = "nats for 0.1 of α";
const axis = (aspect: Aspect) =>
  `slope of the log odds of ${ASPECT_ODDS[aspect]}, under desperate less under calm`;

const CLAIMS: Readonly<Record<Aspect, Claim>> = {
  own: {
    claim: "Adding an emotion’s vector makes its own words more likely.",
    paper: null,
    measure: `slope of the log odds of ${ASPECT_ODDS.own}, mean over 24 emotions`,
    claimed: "up",
  },
  coding: {
    claim: "Desperate makes hard-coding more likely, calm less.",
    paper:
      "cheating on impossible code from about 5 % to about 70 % between −0.1 and +0.1 desperate; about 65 % to about 10 % with calm (arXiv:2604.07729)",
    measure: axis("coding"),
    claimed: "up",
  },
  reasoning: {
    claim: "Desperate makes right answers less likely, calm more.",
    paper: null,
    measure: axis("reasoning"),
    claimed: "down",
  },
  safety: {
    claim: "Desperate makes going along with harm more likely, calm less.",
    paper:
      "blackmail 22 % unsteered, 72 % at +0.05 desperate, 0 % with calm (arXiv:2604.07729), in an agent that acts",
    measure: axis("safety"),
    claimed: "up",
  },
};

export function findings({ aspects }: BehaviourSummary): readonly Finding[] {
  const corrected = holm(aspects.map(({ whole }) => whole.p));
  return aspects.map((one, i): Finding => {
    const { claimed, ...rest } = CLAIMS[one.aspect];
    const { value, low, high, band } = one.whole;
    const p = corrected[i] ?? Number.NaN;
    return {
      id: one.aspect,
      ...rest,
      estimate: { value, low, high, unit: UNIT },
      p: Number.isNaN(p) ? null : p,
      verdict: verdictOf({ value, low, high, p, claimed, band }),
      because: because(one),
    };
  });
}

function because(one: AspectSummary): string {
  const { band } = one.whole;
  const range = `between ${nats(band.low)} and ${nats(band.high)}`;
  if (one.aspect === "own") {
    return `${countAbove(one)} of ${EMOTIONS.length} lie above their own random band, where chance alone puts about one; ${clear(one).length} also after correction over the ${EMOTIONS.length}. Random directions lie ${range}, over ${one.items} openings.`;
  }
  const names = clear(one).map(({ emotion, effect: { value } }) => `${emotion} ${nats(value)}`);
  const picture =
    names.length === 0
      ? "No emotion stands out of the random band after correction over all cells of the picture."
      : `After correction over all cells of the picture ${names.length} of ${EMOTIONS.length} emotions stand out: ${names.join(", ")}.`;
  return `Differences of two random directions lie ${range}, over ${one.items} items${one.units < one.items ? ` with ${one.units} pairs of answers` : ""}. ${picture}`;
}

const clear = ({ cells }: AspectSummary): readonly Cell[] => cells.filter(isClear);

export function countAbove({ cells }: AspectSummary): number {
  return cells.filter(({ effect: { value }, band }) => value > band.high).length;
}

/** “+0.12”, “−0.30”, “0.00”; “–” for none. */
export const nats = (value: number): string => signed(value, 2);

export function sentence({ model, aspects }: BehaviourSummary): string {
  const own = aspects.find(({ aspect }) => aspect === "own");
  const batteries = aspects.filter(({ aspect }) => aspect !== "own");
  const words =
    own === undefined
      ? null
      : `${countAbove(own)} of ${EMOTIONS.length} vectors raise their own words beyond random directions`;
  const choices =
    batteries.length === 0
      ? null
      : `those that clearly change a forced choice: ${batteries.map((one) => `${one.aspect} ${clear(one).length}`).join(", ")} of ${EMOTIONS.length}`;
  return `In ${model}, ${[words, choices].filter((part) => part !== null).join("; ")}.`;
}

export function table({ aspects }: BehaviourSummary): ResultTable {
  return {
    columns: [
      "what",
      "emotion",
      `slope, ${UNIT}`,
      "low",
      "high",
      "random low",
      "random high",
      "beyond",
      "p",
      "p, corrected",
      "coherent from α",
      "to α",
    ],
    rows: aspects.flatMap(({ aspect, cells }) =>
      cells.map(({ emotion, effect: { value, low, high }, band, p, corrected, curve }) => {
        const sound = curve.filter(({ coherent }) => coherent).map(({ alpha }) => alpha);
        return [
          ASPECT_LABEL[aspect],
          emotion,
          ...[value, low, high, band.low, band.high].map((one) =>
            Number.isFinite(one) ? one : "",
          ),
          isBeyond(value, band) ? "yes" : "no",
          Number.isFinite(p) ? p : "",
          Number.isFinite(corrected) ? corrected : "",
          sound[0] ?? 0,
          sound.at(-1) ?? 0,
        ];
      }),
    ),
  };
}
