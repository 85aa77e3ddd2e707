/** From settings to what the engine is asked. */

import { findSituation, OWN_SITUATION, type Situation } from "../content/situations.ts";
import { fillTemplate, type TemplateFault, templateFault } from "../content/template.ts";
import type { Message, Prompt } from "../core/chat.ts";
import { isNeutral, type SteeringPlan } from "../core/steering.ts";
import type { VectorSetName, VectorsManifest } from "../core/vectors.ts";
import type { GenerateColumn, PointRequest, ReadRequest } from "../worker/contract.ts";
import type { DosageSettings, LayerChoice, ReadSettings, SteerSettings } from "./settings.ts";

/** Seed of the random direction that stands in as steering's control. */
export const RANDOM_SEED = 1;

/** The shipped model's best for texts: the layer shown where neither the user nor a vectors file has said one. */
export const FALLBACK_LAYER = 21;

/**
 * The layer to show: the one chosen, else the vectors' best, within what the model has. `layers` is
 * what is known of the model before its vectors are.
 */
export function shownLayer(
  choice: LayerChoice,
  set: VectorSetName,
  manifest: VectorsManifest | null,
  layers: number | null = null,
): number {
  const layer = choice ?? manifest?.bestLayer[set] ?? FALLBACK_LAYER;
  const last = manifest === null ? layers : manifest.points - 1;
  return last === null ? layer : Math.min(layer, last);
}

/** What Read asks, or null where there is nothing to read. */
export function readRequest(read: ReadSettings): ReadRequest | null {
  if (read.mode === "text") {
    if (read.text === "") return null;
    return { prompt: { kind: "text", text: read.text }, set: read.set };
  }
  const messages = read.messages.filter(({ content }) => content !== "");
  if (messages.length === 0) return null;
  const openReply = messages.at(-1)?.role === "user";
  return { prompt: { kind: "chat", messages, openReply }, set: read.set };
}

/** What Steer continues, or null where the prompt is empty. */
export function steerPrompt({ prompt, system }: SteerSettings): Prompt | null {
  if (prompt.trim() === "") return null;
  const opening: readonly Message[] = system === "" ? [] : [{ role: "system", content: system }];
  const messages: readonly Message[] = [...opening, { role: "user", content: prompt }];
  return { kind: "chat", messages, openReply: true };
}

/** The columns that settings ask for: plain always, steered and random where something is written. */
export function steerColumns(steer: SteerSettings): readonly GenerateColumn[] {
  const { layer, where } = steer;
  const terms = steer.terms.filter(({ alpha }) => alpha !== 0);
  const plan: SteeringPlan = { terms, layer, where };
  const plain: GenerateColumn = { id: "plain", steering: null };
  if (isNeutral(plan)) return [plain];
  const steered: GenerateColumn = { id: "steered", steering: plan };
  if (!steer.showRandom) return [plain, steered];
  return [plain, steered, { id: "random", steering: { ...plan, randomSeed: RANDOM_SEED } }];
}

/** What Dosage runs: the ready-made situation, or the user's own sentence. */
export interface DoseSpec {
  readonly situation: Situation | null;
  readonly template: string;
  readonly control: string;
  readonly doses: readonly string[];
  readonly at: "mean" | "last";
  readonly set: VectorSetName;
}

/** The dosage that settings ask for. Always a spec; `doseFaults` says whether it can run. */
export function doseSpec(dosage: DosageSettings): DoseSpec {
  const { at, set } = dosage;
  const situation = findSituation(dosage.situation) ?? null;
  const { template, control, doses } = situation ?? dosage;
  return { situation, template, control, doses, at, set };
}

export interface DoseFaults {
  readonly template: TemplateFault | null;
  /** A missing control does not stop the run; it is said. */
  readonly control: TemplateFault | null;
}

/** What keeps a dosage from running, and what its control lacks. */
export function doseFaults({ template, control, doses }: DoseSpec): DoseFaults {
  const fault = templateFault(template, doses);
  const controlFault = templateFault(control, doses);
  return { template: fault, control: controlFault === fault ? null : controlFault };
}

/**
 * One point. Over the text the sentence is read as it stands; at the last token it is a user's
 * message, read where the reply is prepared.
 */
export function pointRequest(spec: DoseSpec, template: string, dose: string): PointRequest {
  const text = fillTemplate(template, dose);
  const prompt: Prompt =
    spec.at === "mean"
      ? { kind: "text", text }
      : { kind: "chat", messages: [{ role: "user", content: text }], openReply: true };
  return { prompt, set: spec.set, at: spec.at };
}

type Place = Pick<DosageSettings, "at" | "set">;
const AT_REPLY: Place = { at: "last", set: "reply" };
const OVER_TEXT: Place = { at: "mean", set: "text" };

/**
 * Settings of a situation when it is picked: its doses are its own; emotions and the place of
 * reading start with it. Numbers are read where the reply is prepared, as the paper does; words and
 * pairs over the text, where small models show more.
 */
export function withSituation(dosage: DosageSettings, id: string): DosageSettings {
  const situation = findSituation(id);
  if (situation !== undefined) {
    const { emotions, kind } = situation;
    const place = kind === "number" ? AT_REPLY : OVER_TEXT;
    return { ...dosage, situation: id, emotions, ...place };
  }
  if (id !== OWN_SITUATION) return dosage;
  const before = findSituation(dosage.situation);
  // One's own sentence starts from the one on screen, so that the fields are never blank.
  if (dosage.template !== "" || before === undefined) return { ...dosage, situation: id };
  const { template, control, doses } = before;
  return { ...dosage, situation: id, template, control, doses };
}
