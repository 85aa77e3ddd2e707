/** About: its figures come from the shipped report, and it is fit for every reader and width. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { ValidationReport } from "../src/core/validation/report.ts";
import { expect, test } from "./support.ts";

const REPORT = "models/smollm2-135m-instruct/validation.json";

test("the figures are those of the shipped report", async ({ page }) => {
  const report = JSON.parse(await readFile(REPORT, "utf8")) as ValidationReport;
  const { points, bestLayer } = report.sets.text;
  const best = points[bestLayer]?.heldOutTopics.ours ?? Number.NaN;
  await page.goto("./#page=about");
  const figure = page.getByRole("figure", { name: "Right emotion named, by layer" });
  await expect(figure.locator("figcaption")).toContainText(
    `At layer ${bestLayer}, the vectors name the right one of 24 emotions for ${Math.round(100 * best)}\u00a0%`,
  );
  await figure.getByRole("button", { name: "Show as table" }).click();
  await expect(figure.getByRole("row")).toHaveCount(1 + points.length);
});

test("a jump to a section moves the focus and leaves the address alone", async ({ page }) => {
  await page.goto("./#page=about");
  await page
    .getByRole("navigation", { name: "On this page" })
    .getByRole("button", { name: "Glossary" })
    .click();
  await expect(page.getByRole("heading", { name: "Glossary" })).toBeFocused();
  expect(new URL(page.url()).hash).toBe("#page=about");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing for axe to find, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("./#page=about");
    await expect(page.getByRole("figure")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test("nothing is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#page=about");
  await expect(page.getByRole("figure")).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
