/**
 * Writes docs/findings.md from the recorded runs of the experiments. A test fails when page and runs
 * differ.
 *
 *   npx tsx tools/findings.ts
 */
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { experimentNames, findExperiment } from "../src/cli/experiments.ts";
import { type ClaimRow, collectFindings } from "../src/experiments/collect.ts";
import { type ExperimentLibrary, inCatalogueOrder } from "../src/experiments/library.ts";
import { parseResultFile } from "../src/experiments/result-file.ts";
import { signed } from "../src/ui/format.ts";

export const PAGE = fileURLToPath(new URL("../docs/findings.md", import.meta.url));
const FOLDER = fileURLToPath(new URL("../src/experiments", import.meta.url));

const recordedFolder = (name: string) => join(FOLDER, name, "recorded");

/** The experiments on this disk. */
const onDisk: ExperimentLibrary = {
  names: experimentNames(),
  find: (name) => findExperiment(name),
  async all() {
    const found = await Promise.all(experimentNames().map(findExperiment));
    return found.sort((a, b) => a.order - b.order);
  },
  recordedModels: (name) =>
    existsSync(recordedFolder(name))
      ? inCatalogueOrder(
          readdirSync(recordedFolder(name))
            .filter((file) => file.endsWith(".jsonl"))
            .map((file) => file.slice(0, -".jsonl".length)),
        )
      : [],
  recorded: async (name, model) =>
    parseResultFile(await readFile(join(recordedFolder(name), `${model}.jsonl`), "utf8"), model),
};

/** The page as the recorded runs make it. */
export async function findingsPage(): Promise<string> {
  const rows = await collectFindings(onDisk);
  const titles = [...new Set(rows.map(({ experiment }) => experiment))];
  return [
    "# Findings",
    "",
    "Made from the recorded runs by `npx tsx tools/findings.ts`; the site's Findings page shows the same.",
    "Intervals are of 95 %; p is corrected over the findings of an experiment (Holm). “Shown” takes a",
    "corrected p below 5 %, an interval without 0 in the claimed direction, and a value outside of the band of",
    "random directions, where there is one. These are functional analogues, named after human emotions; they",
    "are not feelings.",
    ...titles.flatMap((experiment) => [
      "",
      `## ${experiment.title}`,
      "",
      `\`npm run --silent moodring -- experiment ${experiment.name} --out ${experiment.name}.jsonl\``,
      ...rows.filter((row) => row.experiment === experiment).flatMap(claim),
    ]),
    "",
  ].join("\n");
}

function claim({ claim: text, paper, models }: ClaimRow): string[] {
  return [
    "",
    `**${text}** In the paper: ${(paper ?? "no figure is given").replace(/\.$/, "")}.`,
    "",
    "| model | measure | value | 95 % | p | here |",
    "|---|---|---|---|---|---|",
    ...models.map(({ name, finding: { measure, estimate, p, verdict } }) => {
      const { value, low, high, unit } = estimate;
      const number = (one: number) => signed(one, 2);
      return `| ${name} | ${measure} | ${number(value)} ${unit} | ${number(low)} to ${number(high)} | ${p === null ? "" : p.toFixed(3)} | ${verdict} |`;
    }),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(PAGE, await findingsPage());
  process.stdout.write(`${PAGE}\n`);
}
