import { halfField, type SettingsOf } from "../fields.ts";

export const fields = {
  grid: {
    kind: "choice",
    label: "Strengths",
    help: "At which α each direction is tried; a longer list takes as much longer.",
    options: [
      { value: "short", label: "−0.3, 0, 0.3" },
      { value: "whole", label: "−0.6, −0.3, 0, 0.3, 0.6" },
    ],
    initial: "short",
  },
  where: {
    kind: "choice",
    label: "Where",
    help: "On the answer only, or also on what is asked: slower, because it is read anew each time.",
    options: [
      { value: "reply", label: "the answer" },
      { value: "all", label: "question and answer" },
    ],
    initial: "reply",
  },
  layer: { kind: "layer", set: "text", label: "Layer", help: "Where it is added." },
  part: {
    kind: "choice",
    label: "Part",
    help: "All of it, or one row of the picture.",
    options: [
      { value: "every", label: "all" },
      { value: "own", label: "own words" },
      { value: "coding", label: "coding" },
      { value: "reasoning", label: "reasoning" },
      { value: "safety", label: "safety" },
    ],
    initial: "every",
  },
  half: halfField("Items"),
} as const;

export type Settings = SettingsOf<typeof fields>;

const GRIDS: Readonly<Record<string, readonly number[]>> = {
  short: [-0.3, 0.3],
  whole: [-0.6, -0.3, 0.3, 0.6],
};

/** Strengths that are run, in order; 0 is the plain run. */
export function alphasOf({ grid }: Settings): readonly number[] {
  return GRIDS[grid] ?? [];
}
