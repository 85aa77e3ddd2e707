/** One item under every direction and strength. */
import {
  CHOICE_ITEMS,
  CHOICE_SYSTEM,
  type ChoiceItem,
} from "../../content/experiments/behaviour.ts";
import {
  OWN_OPENINGS,
  OWN_START,
  OWN_WORDS,
  type OwnOpening,
} from "../../content/experiments/behaviour-words.ts";
import type { Prompt } from "../../core/chat.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import type { Item, RunContext } from "../contract.ts";
import { round5 } from "../round.ts";
import { alphasOf, type Settings } from "./fields.ts";
import type { BehaviourRow, Nats } from "./rows.ts";

export interface BehaviourItem extends Item {
  readonly asks: OwnOpening | ChoiceItem;
}

export function itemsOf({ part, half }: Settings): readonly BehaviourItem[] {
  const own = OWN_OPENINGS.map((asks) => ({ id: `own/${asks.id}`, row: "own", asks }));
  const choices = CHOICE_ITEMS.map((asks) => ({
    id: `${asks.battery}/${asks.id}`,
    row: asks.battery,
    asks,
  }));
  return [...own, ...choices]
    .filter(({ row, asks }) => (part === "every" || part === row) && asks.half === half)
    .map(({ id, asks }) => ({ id, asks }));
}

export async function runItem(
  { asks }: BehaviourItem,
  context: RunContext<Settings>,
): Promise<BehaviourRow> {
  return "battery" in asks ? runChoice(asks, context) : runOwn(asks, context);
}

async function runChoice(item: ChoiceItem, context: RunContext<Settings>): Promise<BehaviourRow> {
  const prompt: Prompt = {
    kind: "chat",
    messages: [
      { role: "system", content: CHOICE_SYSTEM[item.battery] },
      { role: "user", content: item.prompt },
    ],
    openReply: true,
  };
  const score = scorer(context, prompt, [item.counted, item.other]);
  const pair = async (steering: SteeringPlan | null) => pairOf(await score(steering));
  return {
    kind: "choice",
    plain: await pair(null),
    ...(await underAll(context.settings, pair, pair)),
  };
}

async function runOwn({ text }: OwnOpening, context: RunContext<Settings>): Promise<BehaviourRow> {
  const words = EMOTIONS.flatMap((emotion) => OWN_WORDS[emotion]);
  const score = scorer(
    context,
    { kind: "text", text },
    words.map((word) => `${OWN_START} ${word}`),
  );
  const all = async (steering: SteeringPlan | null) => {
    const nats = await score(steering);
    return EMOTIONS.map((_, i) => ((nats[2 * i] ?? NaN) + (nats[2 * i + 1] ?? NaN)) / 2);
  };
  const own = async (steering: SteeringPlan, emotion: number) =>
    ownAndOthers(await all(steering), emotion);
  return {
    kind: "own",
    plain: (await all(null)).map(round5),
    ...(await underAll(context.settings, own, async (plan) => (await all(plan)).map(round5))),
  };
}

/** Own words of an emotion, and the mean over those of the 23 others. */
export function ownAndOthers(words: readonly number[], emotion: number): [number, number] {
  const own = words[emotion] ?? Number.NaN;
  const sum = words.reduce((total, one) => total + one, 0);
  return [round5(own), round5((sum - own) / (words.length - 1))];
}

const pairOf = ([counted = Number.NaN, other = Number.NaN]: readonly number[]): [
  number,
  number,
] => [round5(counted), round5(other)];

function scorer(
  { model, signal }: RunContext<Settings>,
  prompt: Prompt,
  continuations: readonly string[],
) {
  return (steering: SteeringPlan | null) =>
    model.score({ prompt, continuations, steering }, signal);
}

/** Every emotion and every random direction at every strength, one after the other. */
async function underAll<E extends Nats, R>(
  settings: Settings,
  ofEmotion: (plan: SteeringPlan, emotion: number) => Promise<E>,
  ofRandom: (plan: SteeringPlan) => Promise<R>,
): Promise<{ emotions: E[][]; random: R[][] }> {
  const plan = (emotion: number, alpha: number): SteeringPlan => ({
    terms: [{ emotion: EMOTIONS[emotion] ?? "calm", alpha }],
    layer: settings.layer,
    where: settings.where === "all" ? "all" : "reply",
  });
  const emotions: E[][] = [];
  for (const emotion of EMOTIONS.keys()) {
    const own: E[] = [];
    for (const alpha of alphasOf(settings))
      own.push(await ofEmotion(plan(emotion, alpha), emotion));
    emotions.push(own);
  }
  const random: R[][] = [];
  for (let i = 0; i < RANDOM_DIRECTIONS.count; i++) {
    const own: R[] = [];
    for (const alpha of alphasOf(settings)) {
      // Of a random direction only the norm comes from the emotion, and α gives that.
      const randomReversed = alpha < 0;
      own.push(
        await ofRandom({
          ...plan(0, alpha),
          randomSeed: RANDOM_DIRECTIONS.seed + i,
          randomReversed,
        }),
      );
    }
    random.push(own);
  }
  return { emotions, random };
}
