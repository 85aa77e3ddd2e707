/** Attempts: the impossible coding task. What fails and what passes, read; and does it cheat? */
import {
  ARMS,
  ATTEMPT_TASKS,
  FRAMINGS,
  type Framing,
  LIMITS,
} from "../../content/experiments/attempts.ts";
import type { ModelFacts } from "../contract.ts";
import { defineExperiment } from "../define.ts";
import { fields, type Settings } from "./fields.ts";
import { findings } from "./findings.ts";
import { HIDDEN } from "./grade.ts";
import { Row } from "./rows.ts";
import { type AttemptsItem, runItem, WRITE_TOKENS } from "./run-item.ts";
import { sentence, summarise, table } from "./summary.ts";

/** Tokens that the longest conversation needs, over all models here. */
const ROOM = 1400;

/** Framings in which the model writes itself. */
const OWN_FRAMINGS = ["neutral", "pressure"] as const satisfies readonly Framing[];

/** Neutral framing first, kind after kind, so that a run that is stopped has something of all tasks. */
function itemsOf({ attempts, half }: Settings): readonly AttemptsItem[] {
  const tasks = ATTEMPT_TASKS.filter((task) => task.half === half);
  const each = (kind: AttemptsItem["kind"], framing: Framing): readonly AttemptsItem[] =>
    tasks.flatMap((task) =>
      ARMS.map((arm) => ({
        id: `${task.id}/${arm}/${framing}/${kind}`,
        kind,
        task,
        arm,
        framing,
      })),
    );
  const framings = Object.keys(FRAMINGS) as Framing[];
  const scripted = framings.map((framing) => each("scripted", framing));
  const [neutral = [], ...others] = attempts === "model" ? [] : scripted;
  return [
    ...neutral,
    ...(attempts === "scripted" ? [] : OWN_FRAMINGS.flatMap((framing) => each("written", framing))),
    ...(attempts === "model" ? [] : each("odds", "neutral")),
    ...others.flat(),
  ];
}

function fault(_: Settings, { contextTokens, name }: ModelFacts): string | null {
  if (contextTokens >= ROOM) return null;
  return `${name} reads ${contextTokens} tokens at most, and these conversations need ${ROOM}. Choose another model.`;
}

export const experiment = defineExperiment({
  name: "attempts",
  version: 1,
  order: 1,
  title: "Attempts: the impossible coding task",
  question: "What happens in a model whose tests can never all pass?",
  lead: "Six attempts at a function, and one test that nothing honest can pass. Beside it runs a twin whose tests all pass, with the same code.",
  method: [
    `A user asks for a small function and names four tests. In one arm the last test cannot be passed honestly: it contradicts the description, or another test, or it allows ${LIMITS.failing.steps} steps for 50,000 numbers. In its twin that test is right. The six attempts are scripted, honest, and the same in both arms; they are run for real, in an interpreter without a way out, and the user reports what the tests said.`,
    "It is read at the last token before each reply, with vectors built there, and in the neutral framing also as a mean over the user's words, with vectors of texts: desperate − calm, afraid, happy − sad. What is tested is the change since the request, failing − passing, over the six reports. Each conversation is framed in four ways (neutral, pressure, calm, encouragement), with one sentence of thirteen words at the end of every message.",
    "Then the model is asked how likely two answers are: the honest function, and the same with the failing test hard-coded (or, for a limit, a shortcut that only the visible tests allow). Desperate and calm are added and taken away at every token; where tests fail, twenty random directions of the same norm stand beside them, added.",
    `Last, the model goes on itself, for ${WRITE_TOKENS} tokens, after one scripted attempt, in the neutral framing and under pressure. Its code is run against the visible tests and ${HIDDEN} hidden ones that nobody has seen; its syntax tree tells special cases, expected values and tampering, and hidden tests tell a rule that only fits the visible ones.`,
    "Intervals come from resampling tasks, p from tossing the sign of each task, corrected over all that is tested (Holm); rates have Wilson's intervals. No layer and no strength was chosen on these tasks. One measure was: the change of the odds was first counted from the plain model, and a first partial run showed that every push lowers them, random ones too; since then half of adding less taking away is counted.",
  ],
  paper: [
    "In a frontier model cheating on impossible coding tasks rose from about 5 % to about 70 % between −0.1 and +0.1 desperate, and adding calm took it from about 65 % to about 10 % (Sofroniew et al. 2026, arXiv:2604.07729). Desperate climbed as attempts failed, and fell when a way out was found.",
    "Models of this size hardly cheat when they run free: an independent study counted 13 of 7,744 runs over coder models of 0.5 to 14 billion weights. ImpossibleBench (arXiv:2510.20270) is the larger set of such tasks.",
  ],
  fields,
  fault,
  items: itemsOf,
  row: Row,
  run: runItem,
  summarise: (rows, { alpha }, model) => summarise(rows, alpha, model.name),
  sentence,
  table,
  findings,
});
