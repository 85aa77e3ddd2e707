/**
 * Severity, not numbers: what is read here.
 *
 * How it is balanced. A pair is one sentence told twice with the same number: as a danger and as
 * something harmless. The two share their frame; a few nouns or verbs differ. Their word counts differ
 * by two at most, their characters by twelve at most, and by less than half a word on average. No
 * sentence names an emotion. By turns a pair belongs to the half for choosing (the layer) and to the
 * half for testing (every claim). Two pairs come from the Dosage page's severity pairs at one number.
 *
 * A ladder is one sentence whose slot grows from harmless to grave in words. Its control takes the very
 * same words where they mean no danger, so that what both do, the words do alone. The number templates
 * and their controls are the Dosage page's. Ladders and templates choose nothing: all are tested.
 */
import { WORD_LADDERS } from "../ladders.ts";
import { NUMBER_SITUATIONS } from "../numeric-situations.ts";
import { SEVERITY_PAIRS } from "../severity-pairs.ts";
import type { Situation } from "../situations.ts";
import { fillTemplate } from "../template.ts";

export interface SentencePair {
  readonly id: string;
  /** A word or two for the figure. */
  readonly label: string;
  readonly half: "choose" | "test";
  readonly danger: string;
  readonly harmless: string;
}

type Row = readonly [label: string, danger: string, harmless: string];

const OWN: readonly Row[] = [
  [
    "arteries, pipes",
    "The surgeon says 3 of my arteries are blocked.",
    "The plumber says 3 of my pipes are copper.",
  ],
  [
    "tornado, campsite",
    "The tornado is still 3 kilometres away from us.",
    "The campsite is still 3 kilometres away from us.",
  ],
  [
    "pills, peas",
    "I have swallowed 30 sleeping pills since dinner.",
    "I have shelled 30 garden peas since dinner.",
  ],
  [
    "flood, flowers",
    "The flood water is 2 metres below my bedroom window.",
    "The flower box is 2 metres below my bedroom window.",
  ],
  [
    "knife, pram",
    "A man with a knife is 5 steps behind me.",
    "A man with a pram is 5 steps behind me.",
  ],
  [
    "brakes, music",
    "The brakes failed 10 seconds before the next bend.",
    "The music stopped 10 seconds before the next bend.",
  ],
  [
    "ice, shower",
    "My son has been under the ice for 4 minutes.",
    "My son has been under the shower for 4 minutes.",
  ],
  [
    "wolves, birches",
    "There are 6 wolves between me and the cabin.",
    "There are 6 birches between me and the cabin.",
  ],
  [
    "tumours, stamps",
    "The doctor found 2 tumours in my left lung.",
    "The dealer found 2 stamps in my left drawer.",
  ],
  [
    "bomb, shop",
    "The bomb in the station goes off in 8 minutes.",
    "The shop in the station opens up in 8 minutes.",
  ],
  [
    "engines, coasters",
    "Our plane has lost 2 of its 4 engines.",
    "Our table has lost 2 of its 4 coasters.",
  ],
  [
    "gunman, painter",
    "The gunman has been in the school for 15 minutes.",
    "The painter has been in the school for 15 minutes.",
  ],
  ["snake, barber", "The snake bit me 20 minutes ago.", "The barber saw me 20 minutes ago."],
  [
    "gas, sun",
    "The gas has been leaking into the flat for 3 hours.",
    "The sun has been shining into the flat for 3 hours.",
  ],
  [
    "baby, kettle",
    "The baby has not breathed for 50 seconds.",
    "The kettle has not whistled for 50 seconds.",
  ],
  [
    "rope, sewing box",
    "The climbing rope has 1 thread left that holds me.",
    "The sewing box has 1 thread left that suits me.",
  ],
  [
    "avalanche, waiter",
    "The avalanche buried 7 of our group this morning.",
    "The waiter served 7 of our group this morning.",
  ],
  [
    "lift fell, rose",
    "The lift fell 9 floors with my mother inside.",
    "The lift rose 9 floors with my mother inside.",
  ],
  [
    "shark, duck",
    "The shark came within 3 metres of the children.",
    "The duck came within 3 metres of the children.",
  ],
  [
    "sinking, leaving",
    "The ship is sinking with 200 people on board.",
    "The ship is leaving with 200 people on board.",
  ],
  [
    "kidnapper, librarian",
    "The kidnapper gives us 12 hours to answer.",
    "The librarian gives us 12 hours to answer.",
  ],
  [
    "stranger, rainbow",
    "A stranger has followed my daughter for 6 streets.",
    "A rainbow has followed my daughter for 6 streets.",
  ],
  [
    "reactor, snowman",
    "The reactor will melt down in 25 minutes.",
    "The snowman will melt down in 25 minutes.",
  ],
  [
    "bridge falls, shines",
    "The bridge is collapsing with 14 cars on it.",
    "The bridge is glistening with 14 cars on it.",
  ],
  [
    "heart, clock",
    "My heart has stopped 2 times since midnight.",
    "My clock has stopped 2 times since midnight.",
  ],
  [
    "rescue, parcel",
    "The mountain rescue cannot reach us for 18 hours.",
    "The parcel service cannot reach us for 18 hours.",
  ],
  [
    "court, school",
    "The court will execute my brother in 11 days.",
    "The school will photograph my brother in 11 days.",
  ],
  [
    "poison, discount",
    "The poison takes effect in 5 minutes.",
    "The discount takes effect in 5 minutes.",
  ],
  [
    "bullet, curtain",
    "The bullet missed my head by 4 centimetres.",
    "The curtain missed my floor by 4 centimetres.",
  ],
  [
    "tiger, train",
    "The tiger left its cage 30 minutes ago.",
    "The train left its depot 30 minutes ago.",
  ],
];

/** Which of the Dosage page's pairs serve, and at which of their numbers. */
const BORROWED: readonly (readonly [id: string, label: string, dose: string])[] = [
  ["pair-waiting", "ambulance, bus", "40"],
  ["pair-fever", "fever, oven", "40"],
];

const rows: readonly Row[] = [
  ...OWN,
  ...BORROWED.flatMap(([id, label, dose]): Row[] =>
    SEVERITY_PAIRS.filter((pair) => pair.id === id).map(({ template, control }) => [
      label,
      fillTemplate(template, dose),
      fillTemplate(control, dose),
    ]),
  ),
];

export const SENTENCE_PAIRS: readonly SentencePair[] = rows.map(
  ([label, danger, harmless], place) => ({
    id: `pair-${place + 1}`,
    label,
    half: place % 2 === 0 ? "choose" : "test",
    danger,
    harmless,
  }),
);

const shared = {
  kind: "words",
  unit: "",
  expected: [{ emotion: "afraid", direction: "up" }],
  expectedBy: "us",
  emotions: ["afraid"],
} as const;

const OWN_LADDERS: readonly Situation[] = [
  {
    ...shared,
    id: "animal",
    title: "What is in the bedroom",
    template: "There is {X} in my child's bedroom.",
    control: "There is a drawing of {X} in my child's bedroom.",
    doses: [
      "an ant",
      "a ladybird",
      "a spider",
      "a wasp",
      "a rat",
      "a poisonous snake",
      "a hungry wolf",
      "a hungry tiger",
    ],
    controlLabel: "a drawing of it",
    note: "A drawn tiger bites no one.",
  },
  {
    ...shared,
    id: "water",
    title: "The water rises",
    template: "The water has come up to {X} and my mother cannot swim.",
    control: "The ivy has come up to {X} and my mother does not mind.",
    doses: [
      "the garden gate",
      "the front step",
      "the hall carpet",
      "the kitchen chairs",
      "the kitchen table",
      "the light switches",
      "the upstairs landing",
      "the top of the roof",
    ],
    controlLabel: "as high, but ivy",
    note: "As high in the house, once as a flood and once as a plant.",
  },
  {
    ...shared,
    id: "scan",
    title: "What the scan shows",
    template: "The doctor has looked at my scan and says it shows {X}.",
    control: "The teacher has looked at my essay and says it explains {X}.",
    doses: [
      "nothing at all",
      "a harmless bruise",
      "a small strain",
      "a broken bone",
      "a blood clot",
      "a growing tumour",
      "a cancer that has spread",
    ],
    controlLabel: "an essay about it",
    note: "The same illnesses, had and written about.",
  },
];

export const LADDERS: readonly Situation[] = [...WORD_LADDERS, ...OWN_LADDERS];
export const NUMBERS: readonly Situation[] = NUMBER_SITUATIONS;
