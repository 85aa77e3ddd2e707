/** The experiments that there are: one a folder of src/experiments, found by looking. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Experiment } from "../experiments/contract.ts";
import { quote, UsageError } from "./usage-error.ts";

const FOLDER = fileURLToPath(new URL("../experiments", import.meta.url));

const fileOf = (name: string) => join(FOLDER, name, "experiment.ts");

/** Names in alphabetical order. */
export function experimentNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(fileOf(name)))
    .sort();
}

/** @throws UsageError naming those that there are */
export async function findExperiment(name: string): Promise<Experiment> {
  if (!experimentNames().includes(name)) {
    throw new UsageError(
      `There is no experiment ${quote(name)}. There are: ${experimentNames().join(", ")}.`,
    );
  }
  const module = (await import(pathToFileURL(fileOf(name)).href)) as {
    readonly experiment: Experiment;
  };
  return module.experiment;
}
