/**
 * Writes the figures of docs/method.md from the shipped validation report, between two marks. A test
 * fails when page and data differ.
 *
 *   npx tsx tools/method-figures.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { PointValidation, ValidationReport } from "../src/core/validation/report.ts";
import { VECTOR_SETS, type VectorSetName } from "../src/core/vectors.ts";

const REPORT = new URL("../models/smollm2-135m-instruct/validation.json", import.meta.url);
export const METHOD_PAGE = fileURLToPath(new URL("../docs/method.md", import.meta.url));
const [BEGIN, END] = ["<!-- figures: begin -->", "<!-- figures: end -->"];
const SHOWN = [0, 4, 8, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30];

export function readReport(): ValidationReport {
  return JSON.parse(readFileSync(REPORT, "utf8")) as ValidationReport;
}

/** The page with its figures made anew. @throws where the marks are missing */
export function withFigures(page: string, report: ValidationReport): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error("docs/method.md has lost the marks of its figures");
  return `${page.slice(0, begin + BEGIN.length)}\n${figures(report)}\n${page.slice(end)}`;
}

function figures(report: ValidationReport): string {
  const { counts, bagOfWords, chance } = report;
  const lines = [
    `${counts.stories} stories, ${counts.emotions} emotions, ${counts.topics} topics, ${counts.writers} writers; ` +
      `${report.topicFolds} folds of topics; chance ${percent(chance)}. ` +
      `Counting words alone: ${percent(bagOfWords.heldOutTopics)} of held-out topics, ` +
      `${percent(bagOfWords.leftOutWriters)} of left-out writers.`,
  ];
  for (const set of VECTOR_SETS) lines.push("", ...table(report, set));
  return lines.join("\n");
}

function table(report: ValidationReport, set: VectorSetName): string[] {
  const { points, bestLayer } = report.sets[set];
  const best = points[bestLayer];
  return [
    `**Set \`${set}\`** – best layer ${bestLayer}: ${percent(best?.heldOutTopics.ours ?? 0)} of held-out topics ` +
      `(paper's recipe ${percent(best?.heldOutTopics.paper ?? 0)}).`,
    "",
    "| layer | held-out topics | paper's recipe | left-out writers | paper's recipe | split halves, cosine | paper's recipe | split halves, readings | paper's recipe | residual norm |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...points.filter(({ layer }) => SHOWN.includes(layer) || layer === bestLayer).map(row),
  ];
}

function row(point: PointValidation): string {
  const { layer, heldOutTopics, leftOutWriters, splitHalf, splitHalfReadings, residualNorm } =
    point;
  const cells = [
    String(layer),
    percent(heldOutTopics.ours),
    percent(heldOutTopics.paper),
    percent(leftOutWriters.ours),
    percent(leftOutWriters.paper),
    splitHalf.ours.toFixed(2),
    splitHalf.paper.toFixed(2),
    splitHalfReadings.ours.toFixed(2),
    splitHalfReadings.paper.toFixed(2),
    residualNorm.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(METHOD_PAGE, withFigures(readFileSync(METHOD_PAGE, "utf8"), readReport()));
}
