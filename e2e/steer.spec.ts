/** Steer with the real model: the same dice, with and without a direction. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, loadModel, test, untilIsolated } from "./support.ts";

const STEERED = "With afraid +0.35";
const TOKENS = 24;

/** The page with few tokens, so that a run takes seconds. */
async function open(page: Page, more = "", tokens = TOKENS): Promise<void> {
  await page.goto(`./#page=steer&max=${tokens}${more}`);
  await untilIsolated(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Turn a feeling up/);
}

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const textOf = (page: Page, name: string) =>
  column(page, name).getByRole("listbox").textContent({ timeout: 60_000 });

/** Waits until no text grows any more. */
async function untilWritten(page: Page): Promise<void> {
  await expect(page.getByRole("listbox").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ tokens(, \d+ a second)?$/)).toBeVisible({ timeout: 60_000 });
}

test("plain and steered text stand side by side, and 0 is the plain text", async ({ page }) => {
  await open(page);
  await loadModel(page);
  await untilWritten(page);
  const plain = await textOf(page, "As it is");
  const steered = await textOf(page, STEERED);
  expect(plain?.length).toBeGreaterThan(20);
  expect(steered).not.toBe(plain);

  // Every token is coloured by the plain model, and the means stand side by side.
  const options = column(page, STEERED).getByRole("option");
  expect(await options.count()).toBeGreaterThan(8);
  for (const token of await options.all())
    await expect(token).toHaveAttribute("style", /background/);
  await expect(column(page, STEERED)).toContainText(/[+−]?\d\.\d σ afraid − calm on average/);
  await expect(column(page, STEERED)).toContainText(/perplexity \d+\.\d/);

  await page.getByRole("button", { name: "Reset" }).click();
  await untilWritten(page);
  expect(await textOf(page, "With nothing added")).toBe(plain);
  await expect(column(page, "With nothing added")).toContainText("bit for bit");

  // Back at the strength before, the same tokens; written anew, the same again.
  await page.getByRole("slider", { name: "afraid" }).focus();
  for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowRight");
  await expect(column(page, STEERED)).toBeVisible();
  await untilWritten(page);
  expect(await textOf(page, STEERED)).toBe(steered);
  await page.getByRole("button", { name: "Write again" }).click();
  await expect(page.getByText(/^Writing, /)).toBeVisible();
  await untilWritten(page);
  expect(await textOf(page, STEERED)).toBe(steered);
  expect(await textOf(page, "As it is")).toBe(plain);
});

test("a slider that moves cancels the run before; the control comes on demand", async ({
  page,
}) => {
  await open(page, "", 200);
  await loadModel(page);
  await expect(column(page, STEERED).getByRole("option").nth(3)).toBeVisible({ timeout: 60_000 });
  const slider = page.getByRole("slider", { name: "afraid" });
  await slider.focus();
  const height = async () => (await page.locator('[data-column="steered"]').boundingBox())?.height;
  const before = (await height()) ?? 0;
  await page.keyboard.press("ArrowLeft");
  const next = column(page, "With afraid +0.30");
  await expect(next).toBeVisible({ timeout: 2_000 });
  await expect(next.locator(".steer-text-past")).toHaveCount(0, { timeout: 10_000 });
  // Its first tokens stand where the text before stood: what lies below did not move up.
  expect(await height()).toBeGreaterThanOrEqual(before - 1);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText(/^Stopped at \d+ tokens?$/)).toBeVisible();
  expect(await next.getByRole("option").count()).toBeLessThan(150);

  await page.getByText("Dice", { exact: true }).click();
  const tokens = page.getByRole("textbox", { name: "tokens to write" });
  await tokens.fill("16");
  await tokens.press("Enter");
  await untilWritten(page);
  await page.getByRole("button", { name: "Show a random direction" }).click();
  const control = column(page, "A random direction of the same length");
  await expect(control.getByRole("option").nth(3)).toBeVisible({ timeout: 60_000 });
  await untilWritten(page);
  await expect(column(page, "With afraid +0.30")).toContainText(/random [+−]?\d\.\d/);
  await expect(page.getByText(/A random direction of the same length moves it by/)).toHaveCount(2);

  await control.getByRole("option").nth(1).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/The plain model gives this token a chance of/)).toBeVisible();
  await page.getByRole("radio", { name: "inside the run" }).check({ force: true });
  await expect(page.getByText(/^Read inside the steered run/)).toBeVisible();
});

test("a link writes the same tokens again, and says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "&seed=5");
  await loadModel(page);
  await untilWritten(page);
  const steered = await textOf(page, STEERED);
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/digest=[0-9a-f]{16}/);

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByText(/This link names the tokens/)).toBeVisible();
  await loadModel(other);
  await expect(other.getByText(/^Reproduced/)).toBeVisible({ timeout: 60_000 });
  expect(await textOf(other, STEERED)).toBe(steered);

  // Another digest: the page says that it differs. Any edit ends the comparison.
  await other.evaluate((hash) => {
    window.location.hash = hash;
  }, `#v=1&page=steer&max=${TOKENS}&seed=5&digest=00000000000000ff`);
  await expect(other.getByText(/^Differs/)).toBeVisible({ timeout: 60_000 });
  await other.getByRole("slider", { name: "afraid" }).focus();
  await other.keyboard.press("ArrowLeft");
  await expect(other.getByText(/^Differs/)).toHaveCount(0);
});

test("a prompt that does not fit is named and kept", async ({ page }) => {
  await open(page);
  await loadModel(page);
  await untilWritten(page);
  const long = "the same word ".repeat(1_500);
  await page.getByLabel("Prompt", { exact: true }).fill(long);
  await page.getByRole("button", { name: "Write again" }).click();
  await expect(page.getByRole("alert")).toContainText(/reads up to 2,?048/, { timeout: 60_000 });
  await expect(page.getByLabel("Prompt", { exact: true })).toHaveValue(long);
  await page.getByLabel("Prompt", { exact: true }).fill("");
  await expect(page.getByText(/Write a prompt, and the model goes on/)).toBeVisible();
  await page.getByRole("button", { name: "A diary, happy" }).click();
  await untilWritten(page);
  await expect(column(page, "With happy +0.35")).toBeVisible();
});

test("a worker that dies takes no word with it", async ({ page }) => {
  await open(page, "", 200);
  await loadModel(page);
  await expect(column(page, STEERED).getByRole("option").nth(3)).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Prompt", { exact: true }).fill("Describe the sea.");
  for (const worker of page.workers()) {
    await worker.evaluate(() => self.close()).catch(() => undefined);
  }
  await expect(page.getByText(/The model stopped unexpectedly/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Broke off at \d+ tokens?$/)).toBeVisible();
  await expect(page.getByLabel("Prompt", { exact: true })).toHaveValue("Describe the sea.");
  await page.getByRole("button", { name: "Load the model again" }).click();
  await expect(page.getByText(/^Writing, /)).toBeVisible({ timeout: 60_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing for axe to find, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open(page, "&random=1");
    await page.getByText("Dice", { exact: true }).click();
    await page.getByText("System prompt").click();
    const before = await new AxeBuilder({ page }).analyze();
    expect(before.violations).toEqual([]);
    await loadModel(page);
    await untilWritten(page);
    await column(page, STEERED).getByRole("option").first().focus();
    await page.getByText("Numbers side by side").click();
    const after = await new AxeBuilder({ page }).analyze();
    expect(after.violations).toEqual([]);
  });
}
