/** Experiments and Findings: recorded runs before a model, live runs with it, fit for every reader. */
import { existsSync, readdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, loadModel, test } from "./support.ts";

const CHEER = "./#page=experiments&name=cheer";

/** Experiments with a run of the default model in their folder. */
const RECORDED = readdirSync("src/experiments", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => existsSync(`src/experiments/${name}/recorded/smollm2-135m-instruct.jsonl`));

test("every experiment opens, with its recorded run, findings and numbers", async ({ page }) => {
  expect(RECORDED.length).toBeGreaterThanOrEqual(2);
  await page.goto("./#page=experiments");
  const links = page.locator(".experiment-list a");
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((all) =>
    all.map((one) => one.getAttribute("href") ?? ""),
  );
  for (const address of addresses) {
    await page.goto(`./${address}`);
    if (!RECORDED.some((name) => address.endsWith(`name=${name}`))) {
      await expect(page.getByText("No run is here yet")).toBeVisible();
      continue;
    }
    const figure = page.getByRole("figure");
    await expect(figure.locator("svg[data-chart]").first()).toBeVisible();
    await expect(page.getByText(/^recorded on/)).toBeVisible();
    await expect(page.locator(".findings-list .verdict").first()).toHaveText(/here|opposite/);
    await figure.getByRole("button", { name: "Show as table" }).click();
    expect(await figure.getByRole("row").count()).toBeGreaterThan(3);
  }
});

test("a live run takes the recorded one's place, stops, and goes on", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("./");
  await loadModel(page);
  await page.goto(CHEER);
  await page.getByRole("button", { name: "Run 40 items" }).click();
  const progress = page.getByRole("progressbar", { name: "Running" });
  await expect(progress).toHaveAttribute("aria-valuetext", "1 of 40 items", { timeout: 120_000 });
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/^\d of 40 items run on this device/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
});

test("a link carries settings, and names those that do not fit", async ({ page }) => {
  await page.goto(`${CHEER}&with=${encodeURIComponent("alpha=0.3&half=neither&colour=red")}`);
  await expect(page.getByLabel("Strength α")).toHaveValue("0.3");
  await expect(page.getByText(/“neither” does not fit pairs: one of test, choose/)).toBeVisible();
  await expect(page.getByText(/“colour” is no setting here/)).toBeVisible();
  await page.goto("./#page=experiments&name=nothing");
  await expect(page.getByText(/There is no experiment “nothing” here/)).toBeVisible();
});

for (const address of [
  "./#page=experiments&name=spiral",
  "./#page=findings",
  "./#page=experiments",
]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`nothing for axe to find on ${address}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(address);
      await expect(page.locator(".verdict, .experiment-list").first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    });
  }
}
