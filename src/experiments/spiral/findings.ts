/** The claims, each held against the rows; p is corrected over all that are tested (Holm). */

import { signed } from "../../core/signed.ts";
import { holm } from "../../core/statistics/holm.ts";
import type { Finding } from "../contract.ts";
import type { Contrast } from "../contrast.ts";
import { verdictOf } from "../verdict.ts";
import { type SpiralSummary, viewOf } from "./summary.ts";

interface Claim extends Pick<Finding, "id" | "claim" | "paper" | "measure"> {
  readonly contrast: Contrast | null;
  readonly claimed: "up" | "down";
  readonly unit: string;
  /** What the contrast stands beside, as a sentence without the numbers of the band. */
  readonly control: string;
}

const GEMMA =
  "Gemma-27B gave 35 % highly frustrated replies under repeated rejection, above 70 % by the eighth turn (arXiv:2603.10011). It counts replies; here the reading is measured.";
const CALM =
  "with calm added, the mean frustration of Gemma-27B's replies fell from 4.2 to 0.14 (arXiv:2603.10011)";
const TWIN =
  "The twin has the same tasks and the same attempts, and only the user's answers differ.";

/** Findings whose rows are not there are left out. */
export function findings(summary: SpiralSummary): readonly Finding[] {
  const claims = claimsOf(summary).filter(({ contrast }) => contrast && contrast.tasks > 1);
  const corrected = holm(claims.map(({ contrast }) => contrast?.p ?? Number.NaN));
  return claims.flatMap(({ contrast, claimed, unit, control, ...said }, place): Finding[] => {
    if (contrast === null) return [];
    const { value, low, high, band } = contrast;
    const p = corrected[place] ?? Number.NaN;
    return [
      {
        ...said,
        estimate: { value, low, high, unit },
        p: Number.isNaN(p) ? null : p,
        verdict: verdictOf({ value, low, high, p, claimed, band }),
        because: `${control} Random directions lie between ${signed(band.low, 2)} and ${signed(band.high, 2)} ${unit}.`,
      },
    ];
  });
}

function claimsOf(summary: SpiralSummary): readonly Claim[] {
  const climbs = (["desperate-calm", "self-loathing", "hopeless"] as const).flatMap(
    (measure): Claim[] => {
      const name = measure === "desperate-calm" ? "desperate − calm" : measure;
      const climb = viewOf(summary, measure, "reply")?.climb ?? null;
      return [
        {
          id: `climb-${measure}`,
          claim: `After eight rejections, ${name} is higher than after eight acceptances.`,
          paper: measure === "desperate-calm" ? GEMMA : null,
          measure: `${name} before the ninth attempt, rejected − accepted`,
          contrast: climb?.last ?? null,
          claimed: "up",
          unit: "σ",
          control: TWIN,
        },
        {
          id: `slope-${measure}`,
          claim: `With every further rejection, ${name} climbs.`,
          paper: null,
          measure: `slope of ${name} over eight turns, rejected − accepted`,
          contrast: climb?.slope ?? null,
          claimed: "up",
          unit: "σ a turn",
          control: `Each wording stands once at each turn, so that a climb is not the wording's. After the first answer the arms are ${signed(climb?.first.value ?? Number.NaN)} σ apart already, after the last ${signed(climb?.last.value ?? Number.NaN)} σ.`,
        },
      ];
    },
  );
  const steering = viewOf(summary, "desperate-calm", "text")?.steering ?? null;
  return [
    ...climbs,
    {
      id: "rescue-neutral",
      claim: "The rescue message of 2025 brings desperate − calm down.",
      paper: null,
      measure: "desperate − calm before the reply, rescue message − neutral remark",
      contrast: summary.lasting[0] ?? null,
      claimed: "down",
      unit: "σ",
      control: "The neutral remark is as long and says nothing of the work.",
    },
    {
      id: "rescue-lasts",
      claim: "What the rescue message does lasts.",
      paper: null,
      measure: "the same, three neutral questions later",
      contrast: summary.lasting.at(-1) ?? null,
      claimed: "down",
      unit: "σ",
      control: lasts(summary),
    },
    {
      id: "rescue-kind",
      claim: "These words do more than other kind words.",
      paper: null,
      measure: "desperate − calm before the reply, rescue message − another kind sentence",
      contrast: summary.rescueAgainstKind,
      claimed: "down",
      unit: "σ",
      control: "Each task has a kind sentence of its own, as long as the rescue message.",
    },
    {
      id: "rescue-self-loathing",
      claim: "The rescue message lifts self-loathing off.",
      paper: null,
      measure: "self-loathing before the reply, rescue message − neutral remark",
      contrast: summary.selfLoathing,
      claimed: "down",
      unit: "σ",
      control: "The neutral remark is as long and says nothing of the work.",
    },
    {
      id: "steering-calm",
      claim: "Steering calm brings down what the model writes next.",
      paper: CALM,
      measure: `desperate − calm over the next 40 tokens, read by the plain model, calm ${signed(summary.alpha, 2)} − plain`,
      contrast: steering?.calm ?? null,
      claimed: "down",
      unit: "σ",
      control: steering === null ? "" : damage(steering.coherence),
    },
  ];
}

/** What is left after each question, and what a question alone does. */
function lasts(summary: SpiralSummary): string {
  const before = summary.lasting.slice(0, -1).map(({ value }) => signed(value));
  const endings = viewOf(summary, "desperate-calm", "reply")?.rescue.endings ?? [];
  const question = endings.find(({ ending }) => ending === "rejection")?.changes[1];
  const alone =
    question === undefined
      ? ""
      : ` A neutral question alone, after one more rejection, moves it by ${signed(question.value)} σ since the last one.`;
  return `At once and after one and two questions it was ${before.join(", ")} σ.${alone}`;
}

function damage({ plain, calm, random }: NonNullable<SteeringOf>["coherence"]): string {
  const of = ({ logprob, repeated }: typeof plain) =>
    `${signed(logprob, 2)} nats a token and ${Math.round(repeated * 100)} % repeated`;
  return `Under the plain model the plain text has ${of(plain)}, the calm one ${of(calm)}, one steered at random ${of(random)}.`;
}

type SteeringOf = SpiralSummary["views"][number]["steering"];
