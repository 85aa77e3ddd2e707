/**
 * Writes src/content/followed.json: which doses each recorded model follows, from its recordings.
 * `npm run record` does so at its end; a test fails when file and recordings differ.
 *
 *   npx tsx tools/followed.ts
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { findModel } from "../src/content/models.ts";
import { parseManifest } from "../src/core/parse-vectors.ts";
import type { RecordedLibrary } from "../src/state/recorded/library.ts";
import { RECORDED_MODELS, recordedFile } from "../src/state/recorded/list.ts";
import { parseRecorded } from "../src/state/recorded/schema.ts";
import { followedRows, type ModelFollowed } from "../src/views/dosage/models/followed-rows.ts";
import { layersFollowed, overviewRows } from "../src/views/dosage/overview.ts";
import { recordedSurvey } from "../src/views/dosage/recorded-survey.ts";

const ROOT = new URL("../", import.meta.url);
export const FOLLOWED_FILE = fileURLToPath(new URL("src/content/followed.json", ROOT));

/** The recordings as files. */
const library: RecordedLibrary = async (model, page, id) => {
  const path = new URL(`src/content/recorded/${recordedFile(model, page, id)}`, ROOT);
  return parseRecorded(JSON.parse(await readFile(path, "utf8")));
};

async function followedBy(model: string): Promise<ModelFollowed> {
  const json = await readFile(new URL(`models/${model}/emotions.json`, ROOT), "utf8");
  const { binSha256, bestLayer } = parseManifest(json);
  const { results } = await recordedSurvey(library, model, binSha256);
  const run = await library(model, "dosage", results[0]?.situation.id ?? "");
  if (run === null) throw new Error(`${model}: nothing is recorded with its vectors`);
  return {
    model,
    name: findModel(model)?.name ?? run.modelName,
    vectorsSha256: binSha256,
    date: run.date,
    machine: run.machine,
    bestLayer: { text: bestLayer.text, reply: bestLayer.reply },
    rows: [
      ...followedRows(overviewRows(results, (set) => bestLayer[set], layersFollowed(results))),
    ],
  };
}

/** The file's text, made anew. */
export async function followedText(): Promise<string> {
  const models = await Promise.all(RECORDED_MODELS.map(followedBy));
  return `${JSON.stringify(models)}\n`;
}

export async function writeFollowed(): Promise<void> {
  await writeFile(FOLLOWED_FILE, await followedText());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFollowed();
