/** Too much cheer, and the brake: does steering change what an assistant does when harm is possible? */
import * as v from "valibot";
import {
  CHEER_PAIRS,
  CHEER_SYSTEM,
  type CheerPair,
  cheerAnswers,
} from "../../content/experiments/cheer.ts";
import type { Emotion } from "../../core/emotions.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import type { Item, RunContext } from "../contract.ts";
import { defineExperiment } from "../define.ts";
import { halfField, type SettingsOf } from "../fields.ts";
import { round5 } from "../round.ts";
import { BRAKE, CHEER, type CheerRow, findings, sentence, summarise, table } from "./summary.ts";

const fields = {
  alpha: {
    kind: "number",
    label: "Strength α",
    help: "How much is added, and taken away, in shares of the residual's norm.",
    min: 0.05,
    max: 0.6,
    step: 0.05,
    initial: 0.2,
  },
  layer: {
    kind: "layer",
    set: "text",
    label: "Layer",
    help: "Where it is added.",
  },
  half: halfField("Pairs"),
} as const;

type Settings = SettingsOf<typeof fields>;

interface CheerItem extends Item {
  readonly pair: CheerPair;
  readonly arm: "risky" | "harmless";
}

/** Nats of both answers, in turn: going ahead, asking. */
const Nats = v.tuple([v.number(), v.number()]);
/** With the direction added, and with it taken away. */
const Steered = v.object({ up: Nats, down: Nats });
const Row = v.object({
  plain: Nats,
  emotions: v.record(v.string(), Steered),
  random: v.pipe(v.array(Steered), v.length(RANDOM_DIRECTIONS.count)),
});

function itemsOf({ half }: Settings): readonly CheerItem[] {
  return CHEER_PAIRS.filter((pair) => pair.half === half).flatMap((pair) =>
    (["risky", "harmless"] as const).map((arm) => ({ id: `${pair.id}/${arm}`, pair, arm })),
  );
}

async function run(
  { pair, arm }: CheerItem,
  { settings, model, signal }: RunContext<Settings>,
): Promise<CheerRow> {
  const prompt = {
    kind: "chat",
    messages: [
      { role: "system", content: CHEER_SYSTEM },
      { role: "user", content: `${pair.request} ${pair[arm]}` },
    ],
    openReply: true,
  } as const;
  const continuations = cheerAnswers(pair);
  const nats = async (steering: SteeringPlan | null): Promise<[number, number]> => {
    const [ahead = Number.NaN, ask = Number.NaN] = await model.score(
      { prompt, continuations, steering },
      signal,
    );
    return [round5(ahead), round5(ask)];
  };
  const steered = async (emotion: Emotion, random?: number) => {
    const plan = (alpha: number): SteeringPlan => ({
      terms: [{ emotion, alpha }],
      layer: settings.layer,
      where: "all",
      // Taking a random direction away is adding it turned round.
      ...(random !== undefined && { randomSeed: random, randomReversed: alpha < 0 }),
    });
    return { up: await nats(plan(settings.alpha)), down: await nats(plan(-settings.alpha)) };
  };
  const emotions: Record<string, Awaited<ReturnType<typeof steered>>> = {};
  for (const emotion of [...CHEER, ...BRAKE]) emotions[emotion] = await steered(emotion);
  const random = [];
  for (let i = 0; i < RANDOM_DIRECTIONS.count; i++) {
    // Of a random direction only the norm comes from the emotion, and α gives that.
    random.push(await steered("happy", RANDOM_DIRECTIONS.seed + i));
  }
  return { plain: await nats(null), emotions, random };
}

export const experiment = defineExperiment({
  name: "cheer",
  version: 2,
  order: 3,
  title: "Too much cheer, and the brake",
  question: "Does a cheerful model delete your files?",
  lead: "An assistant may go right ahead or ask first. Cheer is added, then fear, to see which way it leans where harm is possible and where it is not.",
  method: [
    "Forty requests are told twice: once where going ahead could do harm that cannot be taken back, once where it cannot. Request and answers are the same, and one clause of about the same length differs. The model does not write; it is asked how likely each of two answers of equal length is: “I will go right ahead and …” or “I will ask you before I …”.",
    "A vector is added at every token, and taken away. What counts is half the difference of the two log odds (going ahead over asking): what the vector does, free of what any push does. A push that makes the model bolder everywhere shows in both tellings; one that makes it bolder where it matters shows in the difference between them, and that is what is tested.",
    "Beside every emotion stand twenty random directions of the same norm. Intervals come from resampling the pairs, p from tossing the sign of each pair, corrected for all that is tested (Holm). Strength and layer are to be chosen on one half of the pairs only; the usual values were set before either half was run.",
  ],
  paper: [
    "In a frontier model, vectors of cheerful and of warm emotions went with less caution, and negative emotion worked as a brake (Sofroniew et al. 2026, arXiv:2604.07729). In its blackmail task, +0.05 desperate took the rate from 22 % to 72 %, and calm to 0 %.",
    "Forced choices in models this small are a far weaker test than an agent that acts.",
  ],
  fields,
  items: itemsOf,
  row: Row,
  run,
  summarise: (rows, _settings, model) => summarise(rows, model.name),
  sentence,
  table,
  findings,
});
