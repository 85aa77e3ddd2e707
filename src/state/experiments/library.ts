/** The experiments of the site, found by their folders, and their recorded runs. */
import type { Experiment } from "../../experiments/contract.ts";
import {
  type ExperimentLibrary,
  experimentOf,
  inCatalogueOrder,
} from "../../experiments/library.ts";
import { parseResultFile } from "../../experiments/result-file.ts";

const CODE = import.meta.glob<Experiment>("../../experiments/*/experiment.ts", {
  import: "experiment",
});
const RECORDED = import.meta.glob<string>("../../experiments/*/recorded/*.jsonl", {
  import: "default",
  query: "?raw",
});

const modelOf = (path: string) => /recorded\/([^/]+)\.jsonl$/.exec(path)?.[1] ?? "";

export const shippedExperiments: ExperimentLibrary = {
  names: Object.keys(CODE).map(experimentOf),
  async find(name) {
    const load = CODE[`../../experiments/${name}/experiment.ts`];
    return load === undefined ? null : load();
  },
  async all() {
    const found = await Promise.all(Object.values(CODE).map((load) => load()));
    return found.sort((a, b) => a.order - b.order);
  },
  recordedModels: (name) =>
    inCatalogueOrder(
      Object.keys(RECORDED)
        .filter((path) => experimentOf(path) === name)
        .map(modelOf),
    ),
  async recorded(name, model) {
    const load = RECORDED[`../../experiments/${name}/recorded/${model}.jsonl`];
    try {
      return load === undefined ? null : parseResultFile(await load(), `${name}, ${model}`);
    } catch {
      return null;
    }
  },
};
