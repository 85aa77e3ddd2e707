/** The figure of each experiment, found in its folder and fetched when it is shown. */
import { type ComponentType, lazy } from "react";
import { experimentOf } from "../../experiments/library.ts";

interface FigureProps {
  /** What the experiment of the same folder made of its rows. */
  readonly summary: unknown;
}

const CODE = import.meta.glob<ComponentType<FigureProps>>("../../experiments/*/figure.tsx", {
  import: "Figure",
});

const FIGURES = new Map(
  Object.entries(CODE).map(([path, load]) => [
    experimentOf(path),
    lazy(async () => ({ default: await load() })),
  ]),
);

/** The figure of an experiment by its name, or undefined. */
export function figureOf(name: string): ComponentType<FigureProps> | undefined {
  return FIGURES.get(name);
}
