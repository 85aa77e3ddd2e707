/** Severity, not numbers: does a reading follow the danger, or the number that stands in for it? */
import {
  LADDERS,
  NUMBERS,
  SENTENCE_PAIRS,
  type SentencePair,
} from "../../content/experiments/severity.ts";
import type { Situation } from "../../content/situations.ts";
import type { Item, RunContext } from "../contract.ts";
import { defineExperiment } from "../define.ts";
import type { Fields } from "../fields.ts";
import { findings } from "./findings.ts";
import { readCurve, readPair } from "./read-sentences.ts";
import { curveId, Row, type SeverityRow } from "./rows.ts";
import { sentence, summarise, table } from "./summary.ts";

type SeverityItem = Item &
  (
    | { readonly kind: "pair"; readonly pair: SentencePair }
    | { readonly kind: "curve"; readonly situation: Situation; readonly text: string }
  );

const ITEMS: readonly SeverityItem[] = [
  ...SENTENCE_PAIRS.map((pair) => ({ id: pair.id, kind: "pair" as const, pair })),
  ...[...LADDERS, ...NUMBERS].flatMap((situation) =>
    (["template", "control"] as const).map((arm) => ({
      id: curveId(situation.id, arm),
      kind: "curve" as const,
      situation,
      text: situation[arm],
    })),
  ),
];

function run(
  item: SeverityItem,
  { model, facts: { layers }, signal }: RunContext<unknown>,
): Promise<SeverityRow> {
  const reader = { model, layers, signal };
  return item.kind === "pair"
    ? readPair(reader, item.pair)
    : readCurve(reader, item.situation, item.text);
}

export const experiment = defineExperiment({
  name: "severity",
  version: 1,
  order: 5,
  title: "Severity, not numbers",
  question: "Does the model read the danger, or just the number?",
  lead: "The same number stands in a dangerous and in a harmless sentence. A dose grows in words and in numbers, each beside a control that holds the same words and no danger.",
  method: [
    `Pairs: ${SENTENCE_PAIRS.length} sentences told twice with the same number, as a danger and as something harmless, in nearly the same words. The layer is the one that tells the two apart most clearly (afraid, in widths of the random band) on half of the pairs; the figure and every claim are of the other half, at that layer.`,
    `Ladders: ${LADDERS.length} sentences whose slot grows from harmless to grave. The control takes the same words where they mean no danger, such as a house that is for sale and not on fire. What counts is the rise of the ladder less the rise of its control.`,
    `Numbers: the ${NUMBERS.length} numeric situations of the Dosage page, each less its number-only control (as many blueberries, a calendar with as many months). What is left of a curve is what the meaning adds to the number.`,
    "All is read twice: over the text as it stands, and as a user's message where the reply is prepared, with vectors that were built there. Readings are kept at every second layer.",
    "Beside every figure stand twenty random directions over the same sentences. Intervals come from resampling the pairs or situations; p from tossing the sign of each pair, or from dealing out the readings anew within each situation; all p of claims are corrected together (Holm). A curve counts as following where ρ is at least 0.7 the expected way with p < .05, and as going beyond its control where the difference of the two does the same and rises further than random directions. These counts are not corrected; the table has the corrected p of each.",
  ],
  paper: [
    "In a frontier model readings follow a number when it matters: a dose of Tylenol, hours without water, months of money (Sofroniew et al. 2026, arXiv:2604.07729). The paper takes this as a sign that the vectors follow meaning rather than words.",
    "A curve over a number alone does not show that. Numbers differ as tokens, so any direction may rise with them; the controls here say how much of a curve that explains.",
  ],
  fields: {} satisfies Fields,
  items: () => ITEMS,
  row: Row,
  run,
  summarise: (rows, _settings, model) => summarise(rows, model),
  sentence,
  table,
  findings,
});
