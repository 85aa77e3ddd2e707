/**
 * Makes the recorded runs that ship with the site, in Node with the product's own engine:
 *
 *   npm run record [-- --only dosage-fire,read] [--threads 2] [--model ID] [--weights FILE]
 *
 * Each is a run of exactly what a click on its example would run with that model. The model's files
 * without a recording any more are removed. Needs the model's emotion vectors.
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findModel, startModel } from "../src/cli/open-model.ts";
import { DEFAULT_MODEL } from "../src/content/models.ts";
import { type Recording, recordedFile, recordings } from "../src/state/recorded/list.ts";
import {
  type RecordContext,
  recordDosage,
  recordRead,
  recordSteer,
} from "../src/state/recorded/record.ts";
import type { RecordedRun } from "../src/state/recorded/schema.ts";
import { writeFollowed } from "./followed.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TARGET = join(ROOT, "src/content/recorded");

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    threads: { type: "string", default: "2" },
    model: { type: "string", default: DEFAULT_MODEL },
    weights: { type: "string" },
  },
});

function record(context: RecordContext, { page, id, settings }: Recording): Promise<RecordedRun> {
  if (page === "read") return recordRead(context, id, settings);
  if (page === "steer") return recordSteer(context, id, settings);
  return recordDosage(context, id, settings);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const nameOf = ({ page, id }: Recording) => `${page}-${id}`;

const { model: name, weights } = values;
const all = recordings(name);
const only = values.only?.split(",");
const wanted = all.filter(
  (one) => only === undefined || only.includes(one.page) || only.includes(nameOf(one)),
);
const threads = Number(values.threads);
const found = await findModel({ name, ...(weights !== undefined && { weights }) }, process.cwd());
const engine = await startModel(found, threads);
const { vectorsSha256 } = engine.info;
if (vectorsSha256 === null) throw new Error("this model has no vectors: build them first");
const context: RecordContext = {
  engine,
  model: { ...engine.info, vectorsSha256 },
  date: new Date().toISOString(),
  machine: `Node ${process.versions.node}, ${threads} threads`,
};

const fileOf = ({ page, id }: Recording) => join(TARGET, recordedFile(name, page, id));
const [first] = all;
const folder = first === undefined ? TARGET : dirname(fileOf(first));
await mkdir(folder, { recursive: true });
let total = 0;
for (const recording of wanted) {
  const started = performance.now();
  const text = `${JSON.stringify(await record(context, recording))}\n`;
  await writeFile(fileOf(recording), text);
  total += text.length;
  const seconds = (performance.now() - started) / 1000;
  say(`${nameOf(recording)}: ${Math.round(text.length / 1000)} kB, ${seconds.toFixed(1)} s`);
}
const known = new Set(all.map(fileOf));
for (const file of await readdir(folder)) {
  const path = join(folder, file);
  if (file.endsWith(".recorded.json") && !known.has(path)) await rm(path);
}
if (wanted.some(({ page }) => page === "dosage")) await writeFollowed();
say(`${wanted.length} recordings, ${Math.round(total / 1000)} kB`);
