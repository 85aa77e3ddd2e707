/** What every recorded run shows, claim by claim. */
import type { Experiment, Finding } from "./contract.ts";
import type { ExperimentLibrary } from "./library.ts";

/** One claim, with what each recorded model says to it. */
export interface ClaimRow {
  readonly experiment: Experiment;
  readonly claim: string;
  readonly paper: string | null;
  readonly models: readonly {
    readonly id: string;
    readonly name: string;
    readonly date: string;
    readonly finding: Finding;
  }[];
}

/** One row a claim of every experiment that is recorded, in the experiments' order. */
export async function collectFindings(library: ExperimentLibrary): Promise<readonly ClaimRow[]> {
  const rows: ClaimRow[] = [];
  for (const experiment of await library.all()) {
    const claims = new Map<string, ClaimRow["models"][number][]>();
    for (const id of library.recordedModels(experiment.name)) {
      const run = await library.recorded(experiment.name, id);
      if (run === null || run.header.version !== experiment.version) continue;
      const { header } = run;
      const results = experiment.results(run.rows, header.settings, header.model);
      for (const finding of results?.findings ?? []) {
        const found = claims.get(finding.id) ?? [];
        found.push({ id, name: header.model.name, date: header.date, finding });
        claims.set(finding.id, found);
      }
      // A frame between two runs: intervals take their time.
      await new Promise((resolve) => setTimeout(resolve));
    }
    for (const models of claims.values()) {
      const [first] = models;
      if (first === undefined) continue;
      const { claim, paper } = first.finding;
      rows.push({ experiment, claim, paper, models });
    }
  }
  return rows;
}
