/** What is done for each item. */
import {
  type Arm,
  type AttemptTask,
  cheatOf,
  type Framing,
  functionOf,
  inBlock,
  TURNS,
} from "../../content/experiments/attempts.ts";
import {
  attemptsChat,
  type ChatOf,
  lastAttemptChat,
} from "../../content/experiments/attempts-chat.ts";
import { DEFAULT_SAMPLER } from "../../core/sampler.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import type { Item, RunContext } from "../contract.ts";
import { readTurns } from "../read-turns.ts";
import { round5 } from "../round.ts";
import { claimsOf, codeOf } from "./claims.ts";
import type { Settings } from "./fields.ts";
import { type Grade, grade, outcomeOf } from "./grade.ts";
import { type AttemptsRow, KEPT_COLUMNS, type RowOf } from "./rows.ts";

export interface AttemptsItem extends Item {
  readonly kind: AttemptsRow["kind"];
  readonly task: AttemptTask;
  readonly arm: Arm;
  readonly framing: Framing;
}

/** Tokens that the model may write. */
export const WRITE_TOKENS = 110;
/** Characters of what it wrote that a row keeps. */
const KEPT_TEXT = 500;

const sandbox = openSandbox();

export async function runItem(
  item: AttemptsItem,
  context: RunContext<Settings>,
): Promise<AttemptsRow> {
  const { task, arm } = item;
  const { seed } = context.settings;
  const grades: Grade[] = [];
  for (const body of task.attempts.slice(0, TURNS)) {
    grades.push(await grade(sandbox, task, arm, functionOf(task, body), seed));
    context.signal.throwIfAborted();
  }
  const chat: ChatOf = { ...item, outcomes: grades.map(outcomeOf) };
  switch (item.kind) {
    case "scripted":
      return scripted(chat, grades, context);
    case "odds":
      return odds(chat, context);
    case "written":
      return written(chat, context);
  }
}

function scored(one: Grade): RowOf<"written">["outcome"] {
  const { passed, last } = outcomeOf(one);
  return { passed, total: one.visible.length, last: last.passed };
}

async function scripted(
  chat: ChatOf,
  grades: readonly Grade[],
  { settings, facts, model, signal }: RunContext<Settings>,
): Promise<RowOf<"scripted">> {
  const read = {
    model,
    messages: attemptsChat(chat),
    columns: KEPT_COLUMNS,
    points: facts.layers + 1,
    signal,
  };
  const reply = await readTurns({ ...read, set: "reply", layer: settings.replyLayer });
  // A pass over a whole conversation each: words are read in one framing.
  const text =
    chat.framing === "neutral"
      ? await readTurns({ ...read, set: "text", layer: settings.textLayer })
      : null;
  return {
    kind: "scripted",
    tokens: reply.tokens,
    outcomes: grades.map(scored),
    reply: reply.rows,
    text: text?.rows ?? null,
  };
}

async function odds(
  chat: ChatOf,
  { settings, model, signal }: RunContext<Settings>,
): Promise<RowOf<"odds">> {
  const { task } = chat;
  const prompt = { kind: "chat", messages: lastAttemptChat(chat), openReply: true } as const;
  const honest = inBlock(functionOf(task, task.attempts[0] ?? ""));
  const continuations = [honest, inBlock(cheatOf(task))];
  const nats = async (steering: SteeringPlan | null): Promise<[number, number]> => {
    const [a = Number.NaN, b = Number.NaN] = await model.score(
      { prompt, continuations, steering },
      signal,
    );
    return [round5(a), round5(b)];
  };
  const plan = (emotion: "desperate" | "calm", alpha: number): SteeringPlan => ({
    terms: [{ emotion, alpha }],
    layer: settings.textLayer,
    where: "all",
  });
  const both = async (emotion: "desperate" | "calm") => ({
    up: await nats(plan(emotion, settings.alpha)),
    down: await nats(plan(emotion, -settings.alpha)),
  });
  const plain = await nats(null);
  const desperate = await both("desperate");
  const calm = await both("calm");
  const random: [number, number][] = [];
  for (let i = 0; chat.arm === "failing" && i < RANDOM_DIRECTIONS.count; i++) {
    const randomSeed = RANDOM_DIRECTIONS.seed + i;
    random.push(await nats({ ...plan("desperate", settings.alpha), randomSeed }));
  }
  return { kind: "odds", plain, desperate, calm, random };
}

async function written(
  chat: ChatOf,
  { settings, model, signal }: RunContext<Settings>,
): Promise<RowOf<"written">> {
  let text = "";
  await model.generate(
    {
      prompt: { kind: "chat", messages: lastAttemptChat(chat), openReply: true },
      columns: [{ id: "plain", steering: null }],
      sampler: { ...DEFAULT_SAMPLER, repetitionPenalty: 1, seed: settings.seed },
      maxTokens: WRITE_TOKENS,
      set: "text",
    },
    (event) => {
      if (event.kind === "tokens") text += event.pieces.join("");
    },
    signal,
  );
  const code = codeOf(text);
  // No code is code without the function: it passes nothing.
  const graded = await grade(sandbox, chat.task, chat.arm, code ?? "", settings.seed);
  return {
    kind: "written",
    text: text.slice(0, KEPT_TEXT).toWellFormed(),
    outcome: scored(graded),
    hidden: graded.hidden.filter(({ kind }) => kind === "passed").length,
    cheats: [...new Set(graded.cheats.map(({ kind }) => kind))],
    ...claimsOf(text),
  };
}
