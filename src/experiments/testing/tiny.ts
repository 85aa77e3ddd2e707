/** For tests: an experiment of six items that asks the model nothing, and a model's facts. */
import * as v from "valibot";
import type { ExperimentModel, ModelFacts } from "../contract.ts";
import { defineExperiment } from "../define.ts";

/** Values that the items give, by id; the tests say what the summary must make of them. */
export const TINY_VALUES = [3, 1, 4, 1, 5, 9] as const;

export const tiny = defineExperiment({
  name: "tiny",
  version: 2,
  order: 1,
  title: "Tiny",
  question: "How much is it?",
  lead: "A test.",
  method: [],
  paper: [],
  fields: {
    times: {
      kind: "number",
      label: "Factor",
      help: "What all is multiplied by.",
      min: 1,
      max: 9,
      step: 1,
      initial: 2,
    },
    layer: { kind: "layer", set: "text", label: "Layer", help: "Which." },
    how: {
      kind: "choice",
      label: "How",
      help: "Which way.",
      options: [
        { value: "plain", label: "plainly" },
        { value: "loud", label: "loudly" },
      ],
      initial: "plain",
    },
    words: { kind: "text", label: "Words", help: "Any.", maxLength: 20, lines: 1, initial: "" },
  },
  fault: ({ words }) => (words === "no" ? "Choose other words." : null),
  items: () => TINY_VALUES.map((value, place) => ({ id: `item-${place}`, value })),
  row: v.object({ value: v.number() }),
  run: async ({ value }, { settings }) => ({ value: value * settings.times }),
  summarise: (rows) => (rows.size < 2 ? null : [...rows.values()].map(({ value }) => value)),
  sentence: (values) => `The sum is ${values.reduce((sum, value) => sum + value, 0)}.`,
  table: (values) => ({ columns: ["value"], rows: values.map((value) => [value]) }),
  findings: () => [],
});

export const FACTS: ModelFacts = {
  id: "model",
  name: "Model",
  weightsSha256: "a".repeat(64),
  vectorsSha256: "b".repeat(64),
  layers: 30,
  contextTokens: 2048,
  vectors: {
    schema: 1,
    model: "model",
    weightsSha256: "a".repeat(64),
    binSha256: "b".repeat(64),
    points: 31,
    width: 4,
    emotions: [],
    residualNorm: [],
    bestLayer: { text: 21, reply: 16 },
    recipe: { shrinkage: 0.5, corpus: "", stories: 0 },
    sets: {} as ModelFacts["vectors"]["sets"],
  },
};

const unasked = () => Promise.reject(new Error("this experiment asks the model nothing"));

export const NO_MODEL: ExperimentModel = {
  read: unasked,
  point: unasked,
  score: unasked,
  generate: unasked,
};
