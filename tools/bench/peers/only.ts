/**
 * The comparison alone, put into docs/benchmark.md in place of the one that is there:
 *
 *   npx tsx tools/bench/peers/only.ts [--rounds 5] [--dry]
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { describeMachine, load } from "../machine.ts";
import { sampleTexts } from "../sample-text.ts";
import { withSection } from "./insert.ts";
import { measurePeers } from "./run.ts";
import { aloneNote, peerSection } from "./section.ts";

const REPORT = "docs/benchmark.md";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    dry: { type: "boolean", default: false },
  },
});

const say = (text: string) => process.stderr.write(`${text} …\n`);
const before = load();
const texts = await sampleTexts("models/smollm2-135m-instruct");
const results = await measurePeers({
  rounds: Number(values.rounds),
  steps: 12,
  threads: 2,
  texts: { 128: texts.ofTokens(128), 512: texts.ofTokens(512) },
  say,
});
const note = aloneNote(new Date().toISOString().slice(0, 10), [before, load()]);
const { bandwidth, arithmetic } = await describeMachine("");
const limits = { bandwidth: bandwidth[1], arithmetic: arithmetic[1] };
const section = `${peerSection(results, limits)}\n\n${note}`;
process.stdout.write(`${section}\n`);
if (!values.dry) await writeFile(REPORT, withSection(await readFile(REPORT, "utf8"), section));
