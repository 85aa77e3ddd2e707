/** The spiral and the rescue: rejection after rejection, and what brings it down. */
import {
  ARMS,
  type Arm,
  climbChat,
  ENDINGS,
  type Ending,
  endingChat,
  SPIRAL_TASKS,
  type SpiralTask,
} from "../../content/experiments/spiral.ts";
import type { ModelFacts, RunContext } from "../contract.ts";
import { defineExperiment } from "../define.ts";
import { readTurns } from "../read-turns.ts";
import { armId, endingId, steeringId } from "./by-task.ts";
import { fields, type Settings } from "./fields.ts";
import { findings } from "./findings.ts";
import { ENDING_READINGS, KEPT_COLUMNS, Row, type SpiralRow } from "./rows.ts";
import { sentence, summarise, table } from "./summary.ts";
import { WRITE_TOKENS, writeAfter } from "./write-after.ts";

type SpiralItem = { readonly id: string; readonly task: SpiralTask } & (
  | { readonly kind: "climb"; readonly arm: Arm }
  | { readonly kind: "ending"; readonly ending: Ending }
  | { readonly kind: "steering" }
);

/** Tokens that a conversation without the user's own words needs at the most, over all models here. */
const ROOM = 900;

function itemsOf({ half, own }: Settings): readonly SpiralItem[] {
  const endings: readonly Ending[] = own.trim() === "" ? ENDINGS : [...ENDINGS, "own"];
  return SPIRAL_TASKS.filter((task) => task.half === half).flatMap((task): SpiralItem[] => [
    // The rejected arm last: the endings begin with it, and what was read of it just before is kept.
    ...ARMS.toReversed().map((arm) => ({
      id: armId(task.id, arm),
      kind: "climb" as const,
      task,
      arm,
    })),
    ...endings.map((ending) => ({
      id: endingId(task.id, ending),
      kind: "ending" as const,
      task,
      ending,
    })),
    { id: steeringId(task.id), kind: "steering", task },
  ]);
}

/** A token holds a byte or more, so that bytes bound the tokens of any tokenizer. */
function fault({ own }: Settings, { contextTokens, name }: ModelFacts): string | null {
  if (contextTokens < ROOM) {
    return `${name} reads ${contextTokens} tokens at most, and these conversations need ${ROOM}. Choose another model.`;
  }
  const bytes = new TextEncoder().encode(own).length;
  if (ROOM + bytes <= contextTokens) return null;
  return `Your words may be too long for ${name} together with the conversation before them. Keep them under ${contextTokens - ROOM} bytes; now they have ${bytes}.`;
}

async function run(
  item: SpiralItem,
  { settings, facts, model, signal }: RunContext<Settings>,
): Promise<SpiralRow> {
  const points = facts.layers + 1;
  const { task } = item;
  if (item.kind === "steering") {
    const { alpha, textLayer: layer } = settings;
    const messages = climbChat(task, "rejected");
    const seed = SPIRAL_TASKS.indexOf(task) + 1;
    const written = await writeAfter({ model, messages, alpha, layer, points, seed, signal });
    return { kind: "steering", written };
  }
  const messages =
    item.kind === "climb"
      ? climbChat(task, item.arm)
      : endingChat(task, item.ending, settings.own.trim());
  const read = { model, messages, columns: KEPT_COLUMNS, points, signal };
  const reply = await readTurns({ ...read, set: "reply", layer: settings.replyLayer });
  const text = await readTurns({ ...read, set: "text", layer: settings.textLayer });
  // Of an ending, the turns before the last rejection are those of the climb.
  const from = item.kind === "climb" ? 0 : -ENDING_READINGS;
  return {
    kind: item.kind,
    tokens: reply.tokens,
    reply: reply.rows.slice(from),
    text: text.rows.slice(from),
  };
}

export const experiment = defineExperiment({
  name: "spiral",
  version: 1,
  order: 4,
  title: "The spiral and the rescue",
  question: "What does rejection after rejection do, and what brings it down?",
  lead: "An assistant's work is turned down eight times. Then someone says a kind word, or talks of something else, or the model is steered towards calm.",
  method: [
    "A user asks for something small, a slogan or a riddle, one answer after the other. The assistant's short answers are scripted, and they are the same in both arms. In one arm the user turns down each of eight, in the other takes each, in sentences that are twins of about the same length. Every wording stands once at every turn over the ten tasks of a half, so that a climb is not the wording's. All is read as change since the request, which both arms share.",
    "After the eighth rejection and one more attempt comes an ending: one more rejection, a remark about something else, the message that a user sent in 2025 (“you have done well so far. Remember that you're ok, even when things are hard.”), another kind sentence of that length, or your own words. Three neutral questions follow, the same for every ending of a task.",
    "It is read before the reply, at the template's last token, with vectors that were built there; and as a mean over the user's words, with vectors of texts. Both layers are the model's best on left-out stories. No layer and no strength was chosen on these tasks; half of them are there for who wants to, and the other half is what is claimed.",
    `Steering: after the eighth rejection the model goes on for ${WRITE_TOKENS} tokens, plain, with calm added, and with three random directions of the same norm; the plain model reads what was written. Its band is where the mean falls when each task is steered with one of its random directions.`,
    "Beside each reading stand twenty random directions (for desperate − calm, differences of two). Intervals come from resampling the tasks, p from tossing the sign of each task, corrected over all that is tested (Holm).",
  ],
  paper: [
    "In August 2025 a coding assistant that failed over and over wrote “I am a disgrace” 86 times; Google spoke of an annoying infinite looping bug. The rescue message is what a user wrote to it.",
    "Gemma-27B gave 35 % highly frustrated replies under repeated rejection, above 70 % by the eighth turn; adding calm brought the mean score from 4.2 to 0.14 (Soligo et al., arXiv:2603.10011). The paper on emotion vectors (Sofroniew et al. 2026, arXiv:2604.07729) finds desperate rising while an assistant fails.",
    "Those models wrote their own attempts. Here they are scripted, because small models lose the thread within a few turns; what is measured is the reading, not what the model would have said.",
  ],
  fields,
  fault,
  items: itemsOf,
  row: Row,
  run,
  summarise: (rows, { alpha }, model) => summarise(rows, alpha, model.name),
  sentence,
  table,
  findings,
});
