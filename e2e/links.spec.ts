/** Links that arrive broken, from the future or from an enemy; links for a lesson. No model is needed. */
import type { Page } from "@playwright/test";
import { expect, test } from "./support.ts";

const box = (page: Page) => page.getByRole("textbox", { name: "Text to read" });

/** The page still does what it is for. */
async function expectAlive(page: Page): Promise<void> {
  await box(page).fill("Still here.");
  await expect(box(page)).toHaveValue("Still here.");
  await page.getByRole("link", { name: "Steer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Turn a feeling up/);
}

const BROKEN: [string, string, RegExp][] = [
  ["cut by a messenger", "#v=1&text=The+letter+came+ba", /This link is not whole/],
  ["cut inside a character", "#v=1&text=The+letter+came+b%C3", /This link is not whole/],
  ["from a later version", "#v=7&page=read&mood=blue", /made by a newer Moodring/],
  ["with a packed text that is none", "#text~=AAAA", /text .* cannot be used/],
  [
    "with names that mean something to JavaScript",
    "#by=__proto__&page=constructor",
    /no page named/,
  ],
  ["with a script for a text's colour", "#by=<img src=x onerror=alert(1)>", /no direction named/],
  ["longer than any text", `#text=${"a".repeat(250_000)}`, /longer than 200,000/],
];

for (const [what, hash, message] of BROKEN) {
  test(`a link ${what} is named, and the page is alive`, async ({ page }) => {
    await page.goto(`./${hash}&start=1`);
    await expect(page.getByText(message).first()).toBeVisible();
    // What is not whole never starts a download by itself.
    await expect(
      page.getByRole("banner").getByRole("button", { name: /^Load model/ }),
    ).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).first().click();
    await expect(page.getByText(message)).toHaveCount(0);
    await expectAlive(page);
  });
}

test("a broken address takes nothing that was typed: Back brings it again", async ({ page }) => {
  await page.goto("./");
  const own = "Words of my own, not to be lost.";
  await box(page).fill(own);
  await expect(page).toHaveURL(/text=Words/);
  await page.evaluate(() => {
    window.location.hash = "#v=1&text=cut+of";
  });
  await expect(page.getByText(/This link is not whole/)).toBeVisible();
  await page.goBack();
  await expect(box(page)).toHaveValue(own);
});

test("a reload keeps what was typed on every page", async ({ page }) => {
  await page.goto("./");
  await box(page).fill("Kept over a reload.");
  await page.getByRole("link", { name: "Steer" }).click();
  await page.getByLabel("Prompt", { exact: true }).fill("And this prompt.");
  await page.reload();
  await expect(page.getByLabel("Prompt", { exact: true })).toHaveValue("And this prompt.");
  await page.getByRole("link", { name: "Read" }).click();
  await expect(box(page)).toHaveValue("Kept over a reload.");
});

test("a lesson's link shows large type and hides what it names", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("slider", { name: "Token" })).toBeVisible();
  const size = () =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const usual = await size();
  await page.goto("./#present=1&hide=trace,layers,nav,theme");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await size()).toBeGreaterThan(usual);
  await expect(page.getByRole("slider")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Pages" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Theme/ })).toHaveCount(0);
});
