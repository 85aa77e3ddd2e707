/** `moodring score`: log-probabilities of given continuations. */
import * as v from "valibot";
import type { Prompt } from "../../core/chat.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import type { Model } from "../../engine/model.ts";
import type { Command } from "../command.ts";
import { HELP_FLAG } from "../help.ts";
import type { Io } from "../io.ts";
import { type InputLine, inputName, parseJsonLines, readInput } from "../json-lines.ts";
import { LAYER_FLAG, layerFrom, MODEL_FLAGS } from "../model-flags.ts";
import { OUT_FLAG } from "../output.ts";
import { checkPrompt, Messages } from "../prompts.ts";
import { rounded } from "../readings.ts";
import { runModel } from "../session.ts";
import { STEER_FLAGS, steeringFrom } from "../steer-flags.ts";

const words = v.pipe(v.string("not a string"), v.minLength(1, "empty"));

const Line = v.pipe(
  v.looseObject({
    prompt: v.optional(words),
    raw: v.optional(words),
    messages: v.optional(Messages),
    continuations: v.pipe(
      v.array(words, "it needs a list of continuations"),
      v.minLength(1, "there is no continuation"),
    ),
  }),
  v.check(
    ({ prompt, raw, messages }) =>
      [prompt, raw, messages].filter((given) => given !== undefined).length === 1,
    'it needs one of "prompt", "messages" and "raw"',
  ),
);
type ScoreLine = v.InferOutput<typeof Line>;

export const score: Command = {
  name: "score",
  summary: "log-probabilities of given continuations",
  details: `
Input: JSON lines, each {"prompt" or "messages" or "raw", "continuations": ["…", …]}.
  "prompt"    a user's message, put through the chat template with the reply opened
  "messages"  a chat [{"role", "content"}, …], the same way
  "raw"       text as it stands
Output: the input's keys and "logprobs", one a continuation: natural logarithms, summed over the
continuation's tokens. A continuation is cut into tokens for itself, so after raw text it usually
starts with a blank.`,
  example: "score --in lines.jsonl --steer afraid=0.3 --layer 20",
  flags: {
    in: { value: "FILE", about: 'JSON lines; "-" is standard input' },
    ...STEER_FLAGS,
    layer: { ...LAYER_FLAG.layer, about: "where --steer writes (default: the best layer of text)" },
    ...MODEL_FLAGS,
    ...OUT_FLAG,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const file = flags.required("in");
    steeringFrom(flags, 0);
    const lines = parseJsonLines(await readInput(file, io), inputName(file), Line);
    await runModel(flags, io, (manifest) => {
      const steering = steeringFrom(flags, layerFrom(flags, manifest, "text"));
      return (model) => scoreAll(model, lines, steering, io);
    });
  },
};

function promptOf({ prompt, raw, messages = [] }: ScoreLine): Prompt {
  if (raw !== undefined) return { kind: "text", text: raw };
  const chat = prompt === undefined ? messages : [{ role: "user", content: prompt } as const];
  return { kind: "chat", messages: chat, openReply: true };
}

async function* scoreAll(
  model: Model,
  lines: readonly InputLine<ScoreLine>[],
  steering: SteeringPlan | null,
  { signal }: Io,
) {
  for (const { value, where } of lines) {
    const lengths = value.continuations.map(
      (text) => model.tokenizer.encodeText(text).tokens.length,
    );
    checkPrompt(model, promptOf(value), Math.max(...lengths), where);
  }
  for (const { given, value } of lines) {
    const request = { prompt: promptOf(value), continuations: value.continuations, steering };
    const logprobs = await model.score(request, signal);
    yield { ...given, logprobs: logprobs.map(rounded) };
  }
}
