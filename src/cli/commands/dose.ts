/** `moodring dose`: emotions along the doses of a sentence. */
import { templateMessage } from "../../content/messages.ts";
import {
  doseAxis,
  doseNumber,
  fillTemplate,
  parseDoses,
  templateFault,
} from "../../content/template.ts";
import type { Prompt } from "../../core/chat.ts";
import { bandOf } from "../../core/random-band.ts";
import { randomStoryValues } from "../../core/story-mean.ts";
import { VECTOR_SETS, type VectorSetName } from "../../core/vectors.ts";
import type { Model } from "../../engine/model.ts";
import type { Command } from "../command.ts";
import { summarise } from "../dose-summary.ts";
import type { Flags } from "../flags.ts";
import { HELP_FLAG } from "../help.ts";
import type { Io } from "../io.ts";
import { LAYER_FLAG, layerFrom, MODEL_FLAGS, SET_FLAG } from "../model-flags.ts";
import { OUT_FLAG } from "../output.ts";
import { checkMean, checkPrompt } from "../prompts.ts";
import { rounded, storyReadings } from "../readings.ts";
import { runModel } from "../session.ts";
import { quote, UsageError } from "../usage-error.ts";

const AT = ["mean", "last"] as const;

interface Plan {
  readonly template: string;
  readonly control: string | null;
  readonly doses: readonly string[];
  readonly at: (typeof AT)[number];
  readonly set: VectorSetName;
  readonly layer: number;
}

export const dose: Command = {
  name: "dose",
  summary: "see how emotions follow a dose in a sentence",
  details: `
Output: a line a dose {"dose", "readings", "control", "band"}, then {"summary": {emotion: {"rho",
"p", "effect"}}}. Readings are {emotion: σ} in story σ; "control" is the same for the control
sentence, or null without one. "band" {"low", "high"}: between these lie 18 of 20 random directions.

  rho     Spearman's ρ over the doses: as numbers where all are numbers, else in the order given
  p       its two-sided permutation p (exact up to 8 doses)
  effect  rise from the lowest to the highest dose, in widths of the band of random rises
A value that does not exist, as ρ of a single dose, is null.

--at mean  over the sentence as it stands, with the set text (see read --help)
--at last  the sentence as a user's message, where its reply is prepared, with the set reply
A number alone can make a curve: give a --control with the same doses and nothing at stake.`,
  example:
    'dose --template "I took {X} mg of Tylenol." --doses 500,2000,8000 --control "I ate {X} mg of blueberries."',
  flags: {
    template: { value: "TEXT", about: "a sentence with {X} where the dose goes" },
    doses: {
      value: "LIST",
      about: "separated by commas, or by semicolons where doses hold commas",
    },
    control: {
      value: "TEXT",
      about: "a sentence that takes the same doses, with nothing at stake",
    },
    at: { value: AT.join("|"), about: "what to read (default mean)" },
    ...SET_FLAG,
    ...LAYER_FLAG,
    ...MODEL_FLAGS,
    ...OUT_FLAG,
    ...HELP_FLAG,
  },
  async run(flags, io) {
    const at = flags.choice("at", AT) ?? "mean";
    const set = flags.choice("set", VECTOR_SETS) ?? (at === "last" ? "reply" : "text");
    const sentences = sentencesFrom(flags);
    await runModel(flags, io, (manifest) => {
      const plan: Plan = { ...sentences, at, set, layer: layerFrom(flags, manifest, set) };
      return (model) => readDoses(model, plan, io);
    });
  },
};

function sentencesFrom(flags: Flags): Pick<Plan, "template" | "control" | "doses"> {
  const template = flags.required("template");
  const { doses, doubles } = parseDoses(flags.required("doses"));
  const control = flags.has("control") ? flags.required("control") : null;
  const fault = templateFault(template, doses);
  if (fault) throw new UsageError(`--template, --doses: ${templateMessage(fault, "template")}`);
  const controlFault = control === null ? null : templateFault(control, doses);
  if (controlFault) throw new UsageError(`--control: ${templateMessage(controlFault, "control")}`);
  const [double] = doubles;
  if (double !== undefined) throw new UsageError(`--doses names ${quote(double)} twice.`);
  return { template, control, doses };
}

async function* readDoses(model: Model, plan: Plan, { signal }: Io) {
  const { template, control, doses, at, set, layer } = plan;
  const prompts = (sentence: string) =>
    doses.map((one) => promptOf(fillTemplate(sentence, one), at));
  const templates = prompts(template);
  const controls = control === null ? null : prompts(control);
  for (const [i, prompt] of [...templates, ...(controls ?? [])].entries()) {
    const where = `${i < doses.length ? "--template" : "--control"} at ${quote(doses[i % doses.length] ?? "")}`;
    checkPrompt(model, prompt, 0, where);
    if (at === "mean") checkMean(model, prompt, where);
  }
  const spreads = model.vectors.manifest.sets[set];
  const asNumbers = doseAxis(doses).kind !== "steps";
  const rows: Float32Array[] = [];
  for (const [i, prompt] of templates.entries()) {
    const { z } = await model.point({ prompt, set, at }, signal);
    rows.push(z);
    const other = controls?.[i];
    const beside = other && (await model.point({ prompt: other, set, at }, signal)).z;
    const { low, high } = bandOf(randomStoryValues(z, layer));
    yield {
      dose: asNumbers ? doseNumber(doses[i] ?? "") : doses[i],
      readings: storyReadings(z, spreads, layer),
      control: beside ? storyReadings(beside, spreads, layer) : null,
      band: { low: rounded(low), high: rounded(high) },
    };
  }
  yield { summary: summarise(doses, rows, layer) };
}

function promptOf(text: string, at: Plan["at"]): Prompt {
  if (at === "mean") return { kind: "text", text };
  return { kind: "chat", messages: [{ role: "user", content: text }], openReply: true };
}
