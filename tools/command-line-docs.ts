/**
 * Runs the examples of docs/command-line.md and writes what they put out below them, shortened. A
 * test fails when page and program differ.
 *
 *   npx tsx tools/command-line-docs.ts
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findModel, startModel } from "../src/cli/open-model.ts";
import { main } from "../src/cli/run.ts";
import { DEFAULT_MODEL } from "../src/content/models.ts";
import { EMOTIONS } from "../src/core/emotions.ts";
import type { Model } from "../src/engine/model.ts";

export const PAGE = fileURLToPath(new URL("../docs/command-line.md", import.meta.url));

const PREFIX = "$ npm run --silent moodring -- ";
/** A console block: the command's line, then its output. */
const EXAMPLE = /^```console\n(\$ [^\n]+)\n([\s\S]*?)```$/gm;
const INPUT_FILE = /^```jsonl file=([\w.]+)\n([\s\S]*?)```$/gm;

const SHOWN_EMOTIONS = ["afraid", "calm", "desperate"];
/** A longer list is shown by its beginning. */
const [LONGEST_LIST, SHOWN_OF_LIST] = [6, 4];

export interface Example {
  readonly command: string;
  /** JSON lines, shortened. */
  readonly output: string;
}

/** The page's examples with the output that stands there. */
export function examplesOf(page: string): readonly Example[] {
  return [...page.matchAll(EXAMPLE)].map(([, command = "", output = ""]) => ({ command, output }));
}

/** Runs every example of the page, one model for all. @throws where one fails */
export async function runExamples(page: string): Promise<readonly Example[]> {
  const cwd = await mkdtemp(join(tmpdir(), "moodring-docs-"));
  const model = await startModel(await findModel({ name: DEFAULT_MODEL }, cwd), 2);
  try {
    for (const [, file = "", text = ""] of page.matchAll(INPUT_FILE)) {
      await writeFile(join(cwd, file), text);
    }
    const done: Example[] = [];
    for (const { command } of examplesOf(page)) {
      done.push({ command, output: await runExample(command, cwd, model) });
    }
    return done;
  } finally {
    await model.dispose();
    await rm(cwd, { recursive: true });
  }
}

async function runExample(command: string, cwd: string, model: Model): Promise<string> {
  if (!command.startsWith(PREFIX)) throw new Error(`an example must start with ${PREFIX}`);
  let stdout = "";
  let stderr = "";
  const code = await main(words(command.slice(PREFIX.length)), {
    cwd,
    withModel: (_files, _threads, use) => use(model),
    stdin: async () => new Uint8Array(),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}`);
  const lines = stdout.trimEnd().split("\n");
  return lines.map((line) => `${JSON.stringify(shortened(JSON.parse(line)))}\n`).join("");
}

/** Words as a shell takes them, for what the examples use: blanks, and double quotes around words. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.length > LONGEST_LIST ? value.slice(0, SHOWN_OF_LIST) : value;
    const shown = items.map(shortened);
    return items.length < value.length ? [...shown, "…"] : shown;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const isEmotions = entries.length === EMOTIONS.length && EMOTIONS.every((name) => name in value);
  const shown = isEmotions ? entries.filter(([name]) => SHOWN_EMOTIONS.includes(name)) : entries;
  const object = Object.fromEntries(shown.map(([name, inner]) => [name, shortened(inner)]));
  return isEmotions ? { ...object, "…": "…" } : object;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = await readFile(PAGE, "utf8");
  const outputs = (await runExamples(page)).values();
  const renewed = page.replace(EXAMPLE, (_, command: string) => {
    return `\`\`\`console\n${command}\n${outputs.next().value?.output}\`\`\``;
  });
  await writeFile(PAGE, renewed);
}
