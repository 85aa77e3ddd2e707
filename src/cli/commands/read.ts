/** `moodring read`: emotions over texts and chats. */
import * as v from "valibot";
import type { Prompt } from "../../core/chat.ts";
import { concatenate } from "../../core/concatenate.ts";
import type { Readings } from "../../core/readings.ts";
import { VECTOR_SETS, type VectorSetName } from "../../core/vectors.ts";
import type { Model } from "../../engine/model.ts";
import type { ReadStart } from "../../engine/requests.ts";
import type { Command } from "../command.ts";
import { HELP_FLAG } from "../help.ts";
import type { Io } from "../io.ts";
import { type InputLine, inputName, parseJsonLines, readInput } from "../json-lines.ts";
import { LAYER_FLAG, layerFrom, MODEL_FLAGS, SET_FLAG } from "../model-flags.ts";
import { OUT_FLAG } from "../output.ts";
import { checkMean, checkPrompt, Messages } from "../prompts.ts";
import { storyReadings, tokenReadings } from "../readings.ts";
import { runModel } from "../session.ts";

const AT = ["mean", "last", "tokens"] as const;
type At = (typeof AT)[number];

const Line = v.pipe(
  v.looseObject({
    text: v.optional(v.pipe(v.string("not a string"), v.minLength(1, "empty"))),
    messages: v.optional(Messages),
  }),
  v.check(
    ({ text, messages }) => (text === undefined) !== (messages === undefined),
    'it needs either "text" or "messages"',
  ),
);
type ReadLine = InputLine<v.InferOutput<typeof Line>>;

/** One line to read: what the model is given, and with which set at which layer. */
interface Task extends ReadLine {
  readonly prompt: Prompt;
  readonly set: VectorSetName;
  readonly layer: number;
}

export const read: Command = {
  name: "read",
  summary: "read emotions over texts or chats",
  details: `
Input: JSON lines, each {"text": "…"} or {"messages": [{"role", "content"}, …]}. Other keys are kept.
Output: the input's keys, "layer", and "readings".

--at mean    {emotion: σ}: mean over the tokens from the 20th on, or from the middle where the text
             has fewer than 40; of a chat, over its last message. Unit: story σ.
--at last    {emotion: σ} at the last token; of a chat, where its reply is prepared. Unit: story σ.
--at tokens  "tokens", and a list of {emotion: σ}, one a token, each token for itself (no average
             over neighbours). Unit: token σ. The first token is an attention sink: its entry is null.

Story σ: spread of stories within an emotion. Token σ: spread of single tokens over the stories.
The set is text, but reply for chats read --at last.`,
  example: "read --in texts.jsonl --at mean",
  flags: {
    in: { value: "FILE", about: 'JSON lines; "-" is standard input' },
    at: { value: AT.join("|"), about: "what to read (default mean)" },
    ...SET_FLAG,
    ...LAYER_FLAG,
    ...MODEL_FLAGS,
    ...OUT_FLAG,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const file = flags.required("in");
    const at = flags.choice("at", AT) ?? "mean";
    const wanted = flags.choice("set", VECTOR_SETS);
    const lines = parseJsonLines(await readInput(file, io), inputName(file), Line);
    await runModel(flags, io, (manifest) => {
      const tasks = lines.map((line): Task => {
        const prompt = promptOf(line.value, at);
        const set = wanted ?? (prompt.kind === "chat" && at === "last" ? "reply" : "text");
        return { ...line, prompt, set, layer: layerFrom(flags, manifest, set) };
      });
      return (model) => readAll(model, tasks, at, io);
    });
  },
};

function promptOf({ text, messages = [] }: v.InferOutput<typeof Line>, at: At): Prompt {
  if (text !== undefined) return { kind: "text", text };
  const openReply = at === "last" || messages.at(-1)?.role === "user";
  return { kind: "chat", messages, openReply };
}

async function* readAll(model: Model, tasks: readonly Task[], at: At, { signal }: Io) {
  for (const { prompt, where } of tasks) {
    checkPrompt(model, prompt, 0, where);
    if (at === "mean") checkMean(model, prompt, where);
  }
  for (const { given, prompt, set, layer } of tasks) {
    if (at === "tokens") {
      const { tokens, readings } = await readTokens(model, prompt, set, signal);
      yield { ...given, layer, tokens, readings: tokenReadings(readings, layer) };
    } else {
      const { z } = await model.point({ prompt, set, at }, signal);
      yield { ...given, layer, readings: storyReadings(z, setOf(model, set), layer) };
    }
  }
}

const setOf = (model: Model, set: VectorSetName) => model.vectors.manifest.sets[set];

async function readTokens(
  model: Model,
  prompt: Prompt,
  set: VectorSetName,
  signal: AbortSignal | undefined,
): Promise<{ tokens: readonly string[]; readings: Readings }> {
  const parts: Float32Array[] = [];
  let tokens: readonly string[] = [];
  await model.read(
    { prompt, set },
    (event) => {
      if (event.kind === "start") tokens = tokenPieces(model, event);
      else parts.push(event.z);
    },
    signal,
  );
  const { points } = model.transformer;
  return { tokens, readings: { z: concatenate(parts), points, set: setOf(model, set) } };
}

/** Tokens as pieces that join to the text: a character comes with the token that completes it. */
function tokenPieces({ tokenizer }: Model, { text, tokens }: ReadStart): readonly string[] {
  const pieces = tokenizer.pieces();
  return tokens.map(({ id, start, end, special }, i) => {
    const piece = special ? text.slice(start, end) : pieces.push(id);
    return i === tokens.length - 1 ? piece + pieces.end() : piece;
  });
}
