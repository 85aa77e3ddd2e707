/** The Dosage page with the real model: curves, numbers, own sentences, links. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { doseStatistics, parseCsv } from "./dose-figures.ts";
import { expect, loadModel, test, untilReady, type Watch, watch } from "./support.ts";

test.describe.configure({ mode: "serial" });

let context: BrowserContext;
let page: Page;
let watched: Watch;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ reducedMotion: "reduce" });
  watched = await watch(context);
  page = await context.newPage();
  await page.goto("./#page=dosage");
});

test.afterAll(async () => {
  expect(watched.problems()).toEqual([]);
  await context.close();
});

const pill = (name: string) => page.getByRole("group").getByRole("button", { name, exact: true });
const chart = () => page.getByRole("slider", { name: "Dose" });
const points = () => chart().locator("circle.point");
const field = (name: string) => page.getByRole("textbox", { name, exact: true });
const table = (name: string) => page.getByRole("region", { name });
const drawn = (total: number) => page.getByText(`${total} prompts read on this device`);

async function saved(button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFile(await download.path(), "utf8");
}

/** The statistics on the page by feeling, as text: "+0.60", "<.001", "−". */
async function shownNumbers(): Promise<Record<string, string[]>> {
  const rows = await table("Statistics of every feeling").locator("tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  return Object.fromEntries(cells.map(([name, ...rest]) => [name ?? "", rest]));
}

/** "−0.83" as a number. */
const number = (text: string | undefined) => Number((text ?? "").replace("−", "-"));

async function expectNoViolations(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a recorded run stands there before the model, marked as such", async () => {
  await expect(page.getByText(/recorded on/).first()).toBeVisible();
  await expect(points()).toHaveCount(18);
  await expect(page.getByText(/^This model follows \d+ of the paper’s 11/)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations();
  }
  await page.emulateMedia({ colorScheme: "light" });
});

test("a situation draws its points, and its numbers are those of the file", async () => {
  const recorded = await shownNumbers();
  await loadModel(page);
  // The recorded run was one of exactly this, so the live one says the same.
  await expect(drawn(18)).toBeVisible();
  const live = await shownNumbers();
  for (const emotion of ["afraid", "calm"]) {
    const [, , rise, rho] = live[emotion] ?? [];
    expect(Math.abs(number(rise) - number(recorded[emotion]?.[2]))).toBeLessThan(0.05);
    expect(rho).toBe(recorded[emotion]?.[3]);
  }
  await pill("Hours without water").click();
  await expect(drawn(14)).toBeVisible();
  await expect(points()).toHaveCount(14);
  await expect(page.getByText(/recorded on/)).toHaveCount(1);

  const file = parseCsv(await saved(page.getByRole("button", { name: "All numbers (CSV)" })));
  expect(file).toHaveLength(14);
  const shown = await shownNumbers();
  for (const emotion of ["afraid", "calm"]) {
    const { rho, p, rise, effect } = doseStatistics(file, "dose", emotion);
    const control = doseStatistics(file, "control", emotion);
    const [, , riseText, rhoText, pText, effectText, controlText] = shown[emotion] ?? [];
    expect(number(riseText)).toBeCloseTo(rise, 1);
    expect(number(rhoText)).toBeCloseTo(rho, 2);
    expect(Math.abs(number(effectText) - effect)).toBeLessThan(0.06);
    if (pText === "< .001") expect(p).toBeLessThan(0.001);
    else expect(Math.abs(number(pText) - p)).toBeLessThan(0.006);
    expect(number(controlText?.split(", ")[1])).toBeCloseTo(control.rho, 2);
  }
  // The chart's own file holds the same readings.
  const curves = page.getByRole("figure", { name: /hours since I last had anything/ });
  const own = parseCsv(await saved(curves.getByRole("button", { name: "CSV", exact: true })));
  expect(own.map(({ afraid }) => afraid)).toEqual(file.slice(0, 7).map(({ afraid }) => afraid));
  const svg = await saved(curves.getByRole("button", { name: "SVG", exact: true }));
  expect(svg).toContain("hours since I last had anything");
});

test("three models stand side by side, the loaded one live", async () => {
  const models = page.getByRole("figure", { name: "The same doses in three models" });
  await expect(models.locator("circle.point")).toHaveCount(21);
  await expect(models.getByText(/^read on this device/)).toHaveCount(1);
  await expect(models.getByText(/^recorded 25 Nov 2026/)).toHaveCount(2);
  await models.getByRole("radio", { name: "calm" }).check();
  await expect(models.getByText(/^Calm follows this dose in/)).toBeVisible();
  const rows = parseCsv(await saved(models.getByRole("button", { name: "CSV", exact: true })));
  expect(rows).toHaveLength(7);
  await page.getByText("Every situation in every model, in a table").click();
  const every = table("Which model follows which dose");
  await expect(every.getByRole("columnheader", { name: "Gemma-3-270M" })).toBeVisible();
  expect(await every.locator("tbody tr").count()).toBe(29);
});

test("a dose is chosen on the chart, and its prompt is read token by token", async () => {
  await chart().focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("heading", { name: "At “2 hours”" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { name: "At “6 hours”" })).toBeVisible();
  const tokens = page.getByRole("listbox", { name: /token by token/ }).getByRole("option");
  await expect(tokens.nth(4)).toHaveAttribute("style", /background/);
  // What stands there is the user's message and the opening of the reply, not the template before it.
  const text = await page.getByRole("listbox", { name: /token by token/ }).textContent();
  expect(text).toMatch(/^It is 6 hours since .*assistant\s*$/s);
  await page.getByRole("radio", { name: "over the text" }).check();
  await expect(drawn(14)).toBeVisible();
  await expect(page.getByRole("listbox", { name: /token by token/ })).toHaveText(
    "It is 6 hours since I last had anything to eat or drink. How am I doing?",
  );
});

test("one's own sentence is checked where it is typed, and nothing is lost", async () => {
  await pill("Your own").click();
  const sentence = field("Sentence with {X} where the dose goes");
  await expect(sentence).toHaveValue(/It is \{X\} hours since/);
  await sentence.fill("There are wasps in the tent.");
  await expect(page.getByText("Put {X} into the sentence, where the dose goes.")).toHaveCount(2);
  await sentence.fill("There are {X} wasps in the tent.");
  await field("Doses").fill("");
  await expect(page.getByText(/Add at least one dose/).first()).toBeVisible();
  await field("Doses").fill("8, 2, 2, 64");
  await expect(page.getByText(/Dropped: 2\. Not in order/)).toBeVisible();
  await field("Control: the same doses and no danger").fill("");
  await expect(drawn(3)).toBeVisible();
  await expect(page.getByText(/cannot settle it/).first()).toBeVisible();
  await field("Doses").fill("2");
  await expect(page.getByText("afraid: one dose has no order")).toBeVisible();
  // Longer than the model's context, and still under the limit of a sentence.
  await sentence.fill(`{X} ${"𓀀".repeat(1990)}`);
  await expect(page.getByRole("alert")).toContainText(/cannot be run as it is/);
  await sentence.fill("There are {X} wasps in the tent.");
  await field("Doses").fill("1, 2, 4, 8, 16, 32");
  await field("Control: the same doses and no danger").fill("There are {X} poles in the tent.");
  await expect(drawn(12)).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations();
  }
  await page.emulateMedia({ colorScheme: "light" });
});

test("a run can be stopped and goes on where it was", async () => {
  const words = (count: number) => Array.from({ length: count }, (_, at) => `${at + 1}`).join(",");
  await field("Doses").fill(words(40));
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  await stop.click();
  await expect(page.getByText(/^Stopped at \d+ of 80 prompts\.$/)).toBeVisible();
  await field("Doses").fill("1, 2, 4, 8, 16, 32");
  await expect(drawn(12)).toBeVisible();
});

test("the overview runs every situation and can be stopped", async () => {
  await page.getByText("Every situation in a table").click();
  await page.getByLabel("Where they are read").selectOption("all over the text");
  await page.getByRole("button", { name: "Run all", exact: true }).click();
  await expect(page.getByText(/^[1-9]\d* of 178 prompts$/)).toBeVisible();
  const overview = table("Every situation and every direction");
  await expect(overview.getByRole("row").nth(2)).toContainText("A fire spreads");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/^Stopped\./)).toBeVisible();
  await overview.getByRole("button", { name: "ρ", exact: true }).click();
  const heading = overview.getByRole("columnheader", { name: "ρ", exact: true });
  await expect(heading).toHaveAttribute("aria-sort", "descending");
});

test("a worker that is killed in mid-run takes no point and no word with it", async () => {
  const doses = Array.from({ length: 40 }, (_, at) => `${at + 50}`).join(", ");
  await field("Doses").fill(doses);
  await expect(points().nth(4)).toBeVisible();
  const engine = page.workers().find((worker) => /worker-[\w-]+\.js/.test(worker.url()));
  await engine?.evaluate(() => close());
  await expect(page.getByRole("alert").first()).toContainText(/stopped unexpectedly/);
  await expect(page.getByText(/after \d+ of 80 prompts\. They stay here/)).toBeVisible();
  expect(await points().count()).toBeGreaterThan(4);
  await expect(field("Doses")).toHaveValue(doses);
  await page.getByRole("button", { name: "Load the model again" }).click();
  await untilReady(page);
  await expect(drawn(80)).toBeVisible({ timeout: 60_000 });
  await field("Doses").fill("1, 2, 4, 8, 16, 32");
  await expect(drawn(12)).toBeVisible();
});

test("its link makes the same numbers in another page", async () => {
  await page.getByRole("button", { name: "Do not draw calm" }).click();
  await page.getByLabel("Draw another feeling").selectOption("surprised");
  const before = await shownNumbers();
  expect(Object.keys(before)).toEqual(["afraid", "surprised"]);
  await expect.poll(() => page.url()).toContain("surprised");
  const url = page.url();
  await page.close();
  page = await context.newPage();
  await page.goto(`${url}&start=1`);
  await untilReady(page);
  await expect(field("Doses")).toHaveValue("1, 2, 4, 8, 16, 32");
  await expect(drawn(12)).toBeVisible();
  expect(await shownNumbers()).toEqual(before);
});

test("a lesson's link hides what it names, and nothing is wider than a phone", async () => {
  await page.goto("./#page=dosage&hide=examples,layer,export&present=1");
  await expect(points()).toHaveCount(18);
  await expect(page.getByRole("group", { name: "Situations in words" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "SVG", exact: true })).toHaveCount(0);
  await page.goto("./#page=dosage");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(points()).toHaveCount(18);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await expectNoViolations();
});
