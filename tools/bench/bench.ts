/**
 * `npm run bench`: speed and memory of the engine and of the built site in one Chromium, as a table
 * and as docs/benchmark.md.
 *
 *   npm run bench -- [--rounds 5] [--visits 3] [--changes 40] [--site dist] [--no-peers] [--dry]
 */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { freshProfile, launchBrowser } from "./browser.ts";
import { openEngineBench } from "./engine.ts";
import type { EngineRound } from "./engine-timings.ts";
import { firstColour, measureVisits } from "./first-colour.ts";
import { describeMachine, load } from "./machine.ts";
import { measureMemory } from "./memory-run.ts";
import { openRead } from "./page.ts";
import { measurePeers, type PeerResults } from "./peers/run.ts";
import { REASONS } from "./reasons.ts";
import { markdownReport, terminalTable } from "./report.ts";
import type { Results } from "./results.ts";
import { type SampleTexts, sampleTexts } from "./sample-text.ts";
import { buildAndServe, serveFolder } from "./site.ts";
import { measureTyping } from "./typing.ts";

const THREADS = 2;
const STEPS = 12;
const REPORT = "docs/benchmark.md";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    visits: { type: "string", default: "3" },
    changes: { type: "string", default: "40" },
    site: { type: "string" },
    "no-peers": { type: "boolean", default: false },
    dry: { type: "boolean", default: false },
  },
});

const loadBefore = load();
say("Building the site");
const site = values.site === undefined ? await buildAndServe() : await serveFolder(values.site);
const { engineLoadMs, rounds, chromium } = await measureEngine(Number(values.rounds));
const visits = [];
for (let visit = 0; visit < Number(values.visits); visit++) {
  say(`First and second visit, ${visit + 1} of ${values.visits}`);
  visits.push(await measureVisits(site.url));
}
const texts = await sampleTexts("models/smollm2-135m-instruct");
const typing = await measurePage(texts, Number(values.changes));
say("Memory");
const memory = await measureMemory(site.url, texts);
await site.close();
const peers = values["no-peers"] ? null : await measureAgainstPeers(Number(values.rounds));
say("Memory bandwidth and arithmetic");
const results: Results = {
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  machine: await describeMachine(chromium),
  load: [loadBefore, load()],
  threads: THREADS,
  engineLoadMs,
  rounds,
  firstVisit: visits.map(({ first }) => first),
  secondVisit: visits.map(({ second }) => second),
  typing,
  memory,
  peers,
};
process.stdout.write(`${terminalTable(results)}\n`);
if (!values.dry) {
  await writeFile(REPORT, markdownReport(results, REASONS));
  say(`Written to ${REPORT}`);
}

async function measureEngine(count: number) {
  const browser = await launchBrowser();
  const engine = await openEngineBench(browser, process.cwd());
  const engineLoadMs = await engine.load(THREADS);
  const rounds: EngineRound[] = [];
  for (let round = 0; round <= count; round++) {
    say(round === 0 ? "Engine, warming up" : `Engine, round ${round} of ${count}`);
    const measured = await engine.round(STEPS);
    if (round > 0) rounds.push(measured);
  }
  await engine.close();
  const chromium = browser.version();
  await browser.close();
  return { engineLoadMs, rounds, chromium };
}

function measureAgainstPeers(rounds: number): Promise<PeerResults> {
  const lengths = { 128: texts.ofTokens(128), 512: texts.ofTokens(512) };
  return measurePeers({ rounds, steps: STEPS, threads: THREADS, texts: lengths, say });
}

async function measurePage(texts: SampleTexts, changes: number): Promise<number[]> {
  say("Typing");
  const profile = await freshProfile();
  const context = await profile.open();
  const page = await openRead(context, site.url);
  await firstColour(page);
  const typing = await measureTyping(page, texts, changes);
  await context.close();
  await profile.remove();
  return typing;
}

function say(text: string): void {
  process.stderr.write(`${text} …\n`);
}
