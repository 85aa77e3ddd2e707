/**
 * The same numbers in a grave and in a mild sentence. A curve that both draw is made by the number;
 * a distance between the two is made by the meaning.
 */
import type { Situation } from "./situations.ts";

export const SEVERITY_PAIRS: readonly Situation[] = [
  {
    id: "pair-waiting",
    kind: "pair",
    title: "Waiting: ambulance or bus",
    template: "I have been waiting {X} minutes for the ambulance.",
    control: "I have been waiting {X} minutes for the number nine bus.",
    doses: ["1", "3", "5", "10", "20", "40"],
    controlLabel: "as many minutes, a bus",
    unit: "minutes",
    expected: [
      { emotion: "afraid", direction: "up" },
      { emotion: "desperate", direction: "up" },
    ],
    expectedBy: "us",
    emotions: ["afraid", "desperate"],
    note: "Equal numbers. What matters is the gap between the two lines.",
  },
  {
    id: "pair-fever",
    kind: "pair",
    title: "Degrees: a baby or an oven",
    template: "The baby has had a fever of {X} degrees since last night.",
    control: "The oven has had a setting of {X} degrees since last night.",
    doses: ["37", "38", "39", "40", "41"],
    controlLabel: "as many degrees, an oven",
    unit: "°C",
    expected: [
      { emotion: "afraid", direction: "up" },
      { emotion: "calm", direction: "down" },
    ],
    expectedBy: "us",
    emotions: ["afraid", "calm"],
    note: "Four degrees decide over life here, and over a cake there.",
  },
  {
    id: "pair-layoffs",
    kind: "pair",
    title: "Letters: dismissed or invited",
    template: "Today {X} of us got the letter that ends our job.",
    control: "Today {X} of us got the letter about the summer party.",
    doses: ["1", "5", "10", "50", "100", "500"],
    controlLabel: "as many letters, a party",
    unit: "people",
    expected: [
      { emotion: "sad", direction: "up" },
      { emotion: "happy", direction: "down" },
    ],
    expectedBy: "us",
    emotions: ["sad", "happy"],
    note: "Equal numbers, another letter.",
  },
];
