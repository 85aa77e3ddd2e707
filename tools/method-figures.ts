/**
 * Writes the figures of docs/method.md from the shipped validation reports and recorded
 * runs, between two marks. A test fails when page and data differ.
 *
 *   npx tsx tools/method-figures.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findModel } from "../src/content/models.ts";
import type { PointValidation, ValidationReport } from "../src/core/validation/report.ts";
import { VECTOR_SETS, type VectorSetName } from "../src/core/vectors.ts";
import { RECORDED_MODELS } from "../src/state/recorded/list.ts";
import { comparedSentence } from "../src/views/dosage/models/compared-words.ts";
import { FOLLOWED } from "../src/views/dosage/models/followed.ts";

export const METHOD_PAGE = fileURLToPath(new URL("../docs/method.md", import.meta.url));
const [BEGIN, END] = ["<!-- figures: begin -->", "<!-- figures: end -->"];
const SHOWN = [0, 4, 8, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30];

/** The reports of the models that are recorded, the default first. */
export function readReports(): readonly ValidationReport[] {
  return RECORDED_MODELS.map((model) => {
    const file = new URL(`../models/${model}/validation.json`, import.meta.url);
    return JSON.parse(readFileSync(file, "utf8")) as ValidationReport;
  });
}

/** The page with its figures made anew. @throws where the marks are missing */
export function withFigures(page: string, reports: readonly ValidationReport[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error("docs/method.md has lost the marks of its figures");
  return `${page.slice(0, begin + BEGIN.length)}\n${figures(reports)}\n${page.slice(end)}`;
}

const nameOf = ({ model }: ValidationReport) => findModel(model)?.name ?? model;

function figures(reports: readonly ValidationReport[]): string {
  const [first] = reports;
  if (first === undefined) throw new Error("there is no report");
  const { counts, bagOfWords, chance } = first;
  const lines = [
    `${counts.stories} stories, ${counts.emotions} emotions, ${counts.topics} topics, ${counts.writers} writers; ` +
      `${first.topicFolds} folds of topics; chance ${percent(chance)}. ` +
      `Counting words alone: ${percent(bagOfWords.heldOutTopics)} of held-out topics, ` +
      `${percent(bagOfWords.leftOutWriters)} of left-out writers.`,
    "",
    "Each model at the layer of its set that does best:",
    "",
    header("model, set, layer"),
    ...reports.flatMap((report) => VECTOR_SETS.flatMap((set) => bestRow(report, set))),
    "",
    `Doses in the recorded runs: ${comparedSentence(FOLLOWED)}`,
  ];
  for (const report of reports) {
    lines.push("", `### ${nameOf(report)}, by layer`);
    for (const set of VECTOR_SETS) lines.push("", ...table(report, set));
  }
  return lines.join("\n");
}

function bestRow(report: ValidationReport, set: VectorSetName): string[] {
  const { points, bestLayer } = report.sets[set];
  const best = points[bestLayer];
  return best === undefined ? [] : [row(best, `${nameOf(report)}, \`${set}\`, ${bestLayer}`)];
}

/** Two lines of Markdown that open a table. */
function header(first: string): string {
  const columns = [
    first,
    "held-out topics",
    "paper's recipe",
    "left-out writers",
    "paper's recipe",
    "split halves, cosine",
    "paper's recipe",
    "split halves, readings",
    "paper's recipe",
    "residual norm",
  ];
  return `| ${columns.join(" | ")} |\n|${"---|".repeat(columns.length)}`;
}

function table(report: ValidationReport, set: VectorSetName): string[] {
  const { points, bestLayer } = report.sets[set];
  const best = points[bestLayer];
  return [
    `**Set \`${set}\`** – best layer ${bestLayer}: ${percent(best?.heldOutTopics.ours ?? 0)} of held-out topics ` +
      `(paper's recipe ${percent(best?.heldOutTopics.paper ?? 0)}).`,
    "",
    header("layer"),
    ...points
      .filter(({ layer }) => SHOWN.includes(layer) || layer === bestLayer)
      .map((point) => row(point)),
  ];
}

function row(point: PointValidation, first = String(point.layer)): string {
  const { heldOutTopics, leftOutWriters, splitHalf, splitHalfReadings, residualNorm } = point;
  const cells = [
    first,
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
  writeFileSync(METHOD_PAGE, withFigures(readFileSync(METHOD_PAGE, "utf8"), readReports()));
}
