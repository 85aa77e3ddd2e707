/**
 * `npm test`: every check of the project, from a fresh clone. Each step says how long it took; the
 * last line counts the tests (vitest and Playwright), with a failed step of another kind as one failure.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { answers, aptInstall } from "./apt.mjs";
import {
  chromiumVersion,
  findChromium,
  hasPlaywrightChromium,
  installCommands,
} from "./chromium.mjs";
import { closingLine, emptyCount, readPlaywright, readVitest, sum } from "./counts.mjs";
import { install, requireNode, root, run, runBin, say, seconds, step } from "./steps.mjs";

requireNode(20);
const since = performance.now();
const reports = join(root, "test-results");
const failedSteps = [];

async function check(name, work) {
  if (!(await step(name, work))) failedSteps.push(name);
}

/** Finds a browser, or installs one by the first way that brings it. Resolves to whether there is one. */
async function prepareChromium() {
  if (await hasChromium()) return true;
  for (const [command, args] of installCommands()) {
    await step(`Install Chromium (${command})`, () => run(command, args));
    if (await hasChromium()) return true;
  }
  say("No Chromium found and none could be installed. Set CHROMIUM_PATH to one.");
  return false;
}

async function hasChromium() {
  const path = findChromium();
  if (path === undefined) return await hasPlaywrightChromium();
  say(`Chromium: ${chromiumVersion(path) ?? path}`);
  return true;
}

/** GNU parallel, for the recipe of docs/scale.md; its test is left out where it can not be had. */
async function prepareParallel() {
  if (answers("parallel")) return;
  const [program, args] = aptInstall("parallel") ?? [];
  if (program !== undefined) await step("Install GNU parallel", () => run(program, args));
}

say("Moodring: type check, lint, layering, unit and parity tests, build, browser tests.");
if (!(await install())) {
  say("0 passed, 1 failed");
  process.exit(1);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

await check("Type check", () => runBin("typescript/bin/tsc", ["--noEmit"]));
await check("Lint", () => runBin("@biomejs/biome/bin/biome", ["check"]));
await check("Layering", () => run(process.execPath, ["tools/layering.mjs"]));

await prepareParallel();
const vitestReport = join(reports, "vitest.json");
await step("Unit, property and parity tests", () =>
  runBin("vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${vitestReport}`,
  ]),
);
const unit = readVitest(vitestReport);

let browser = emptyCount;
if (!(await step("Build", () => runBin("vite/bin/vite.js", ["build"])))) failedSteps.push("Build");
else if (!(await prepareChromium())) failedSteps.push("Chromium");
else {
  const report = join(reports, "playwright.json");
  await step("Browser tests", () =>
    runBin("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
  browser = readPlaywright(report);
}

const total = sum([unit, browser, { ...emptyCount, failed: failedSteps.length }]);
say(`\nAll steps took ${seconds(since)}.`);
if (failedSteps.length > 0) say(`Failed steps: ${failedSteps.join(", ")}`);
say(closingLine(total));
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
