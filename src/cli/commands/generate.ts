/** `moodring generate`: one continuation, plain or steered. */
import type { Message, Prompt } from "../../core/chat.ts";
import { concatenate } from "../../core/concatenate.ts";
import { DEFAULT_SAMPLER, type SamplerSettings } from "../../core/sampler.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { meanReading } from "../../core/story-mean.ts";
import type { Model } from "../../engine/model.ts";
import { CONTEXT_TOKENS } from "../../engine/open.ts";
import type { Command } from "../command.ts";
import type { Flags } from "../flags.ts";
import { HELP_FLAG } from "../help.ts";
import type { Io } from "../io.ts";
import { LAYER_FLAG, layerFrom, MODEL_FLAGS } from "../model-flags.ts";
import { OUT_FLAG } from "../output.ts";
import { checkPrompt } from "../prompts.ts";
import { storyReadings } from "../readings.ts";
import { runModel } from "../session.ts";
import { STEER_FLAGS, steeringFrom } from "../steer-flags.ts";
import { UsageError } from "../usage-error.ts";

const MAX_SEED = 0xffff_ffff;
const MAX_TOKENS = 96;
/** The page's sampler without its repetition penalty: that is on only where it is asked for. */
const SAMPLER: SamplerSettings = { ...DEFAULT_SAMPLER, repetitionPenalty: 1 };

export const generate: Command = {
  name: "generate",
  summary: "write a continuation, plain or steered",
  details: `
Output: one line {"promptIds", "ids", "text", "readings"}. "readings" is {emotion: σ}: the mean over
the text that was written (tokens from the 20th on, or from the middle of a shorter text), as the
plain model reads it, also where the text was steered. Unit: story σ. It is null where fewer than
two tokens were written.

The same flags give the same ids. A strength of 0 gives the ids of the plain run. The prompt is a
user's message, put through the chat template, unless --raw.`,
  example: 'generate --prompt "Write a short diary entry." --steer afraid=0.35 --layer 18 --seed 7',
  flags: {
    prompt: { value: "TEXT", about: "what the model goes on from" },
    system: { value: "TEXT", about: "a system message before it" },
    raw: { about: "take the prompt as text, without chat template" },
    ...STEER_FLAGS,
    layer: {
      ...LAYER_FLAG.layer,
      about: "where --steer writes and readings are taken (default: the best layer of text)",
    },
    seed: { value: "n", about: `names the run (default ${SAMPLER.seed})` },
    temperature: { value: "t", about: `0 is greedy (default ${SAMPLER.temperature})` },
    "top-k": { value: "n", about: `0 is off (default ${SAMPLER.topK})` },
    "top-p": { value: "p", about: `1 is off (default ${SAMPLER.topP})` },
    "repetition-penalty": {
      value: "x",
      about: `1 is off (default 1; the page has ${DEFAULT_SAMPLER.repetitionPenalty})`,
    },
    "max-tokens": { value: "n", about: `longest continuation (default ${MAX_TOKENS})` },
    ...MODEL_FLAGS,
    ...OUT_FLAG,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const prompt = promptFrom(flags);
    const sampler = samplerFrom(flags);
    const maxTokens = flags.integer("max-tokens", MAX_TOKENS, 1, CONTEXT_TOKENS);
    steeringFrom(flags, 0);
    await runModel(flags, io, (manifest) => {
      const layer = layerFrom(flags, manifest, "text");
      const steering = steeringFrom(flags, layer);
      return (model) => write(model, { prompt, sampler, maxTokens, layer, steering }, io);
    });
  },
};

interface Plan {
  readonly prompt: Prompt;
  readonly sampler: SamplerSettings;
  readonly maxTokens: number;
  readonly layer: number;
  readonly steering: SteeringPlan | null;
}

async function* write(model: Model, plan: Plan, { signal }: Io) {
  const { prompt, sampler, maxTokens, layer, steering } = plan;
  checkPrompt(model, prompt, maxTokens, "--prompt");
  const ids: number[] = [];
  const parts: Float32Array[] = [];
  await model.generate(
    { prompt, sampler, maxTokens, columns: [{ id: "text", steering }], set: "text" },
    (event) => {
      if (event.kind === "tokens") ids.push(...event.ids);
      if (event.kind === "readings") parts.push(event.z);
    },
    signal,
  );
  const row = meanReading(concatenate(parts), model.transformer.points);
  const { text } = model.vectors.manifest.sets;
  yield {
    promptIds: model.promptIds(prompt, 0),
    ids,
    text: model.tokenizer.decode(ids),
    readings: ids.length < 2 ? null : storyReadings(row, text, layer),
  };
}

function promptFrom(flags: Flags): Prompt {
  const text = flags.required("prompt");
  const system = flags.text("system");
  if (flags.has("raw")) {
    if (system === undefined) return { kind: "text", text };
    throw new UsageError("--system needs the chat template, which --raw leaves out.");
  }
  const opening: readonly Message[] =
    system === undefined ? [] : [{ role: "system", content: system }];
  return { kind: "chat", messages: [...opening, { role: "user", content: text }], openReply: true };
}

function samplerFrom(flags: Flags): SamplerSettings {
  return {
    seed: flags.integer("seed", SAMPLER.seed, 0, MAX_SEED),
    temperature: flags.number("temperature", SAMPLER.temperature, 0),
    topK: flags.integer("top-k", SAMPLER.topK, 0, Number.MAX_SAFE_INTEGER),
    topP: flags.number("top-p", SAMPLER.topP, 0, 1),
    repetitionPenalty: flags.number(
      "repetition-penalty",
      SAMPLER.repetitionPenalty,
      Number.MIN_VALUE,
    ),
  };
}
