/** Building a model's vectors in the page: stopped, gone on with after a reload, and read with. */
import type { Page } from "@playwright/test";
import { type TinyFile, tinyGguf } from "../src/engine/testing/tiny-model.ts";
import { expect, test, untilIsolated, untilReady } from "./support.ts";

const NAME = "Tiny To Build";
const [FILE] = tinyGguf({ name: NAME }) as [TinyFile];

const card = (page: Page) =>
  page.getByRole("region", { name: `${NAME} has no emotion vectors yet` });

/** How far the build is, in percent; −1 while nothing is said. */
async function percentDone(page: Page): Promise<number> {
  const bar = card(page).getByRole("progressbar");
  const now = await bar.getAttribute("aria-valuenow", { timeout: 500 }).catch(() => null);
  return now === null ? -1 : Number(now);
}

async function secondsTo(page: Page, percent: number): Promise<number> {
  const begun = performance.now();
  const options = { timeout: 60_000, intervals: [50] };
  await expect.poll(() => percentDone(page), options).toBeGreaterThanOrEqual(percent);
  return (performance.now() - begun) / 1000;
}

async function toRead(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Read" }).click();
}

test("a model without vectors gets them here, in two goes", async ({ page }) => {
  await page.goto("./#page=models");
  await untilIsolated(page);
  await page.getByLabel("Drop a model here").setInputFiles([
    {
      name: FILE.name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(FILE.bytes),
    },
  ]);
  await untilReady(page);
  await toRead(page);
  await card(page).getByRole("button", { name: "Build the vectors" }).click();
  await expect(card(page)).toContainText("Reading the stories");
  const whole = await secondsTo(page, 12);
  await card(page).getByRole("button", { name: "Cancel" }).click();
  await expect(card(page).getByRole("button", { name: "Go on building" })).toBeVisible();

  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: "Models" }).click();
  await page.getByRole("button", { name: `Load ${NAME}` }).click();
  await untilReady(page);
  await toRead(page);
  await card(page).getByRole("button", { name: "Build the vectors" }).click();
  // What was kept is not done again.
  expect(await secondsTo(page, 10)).toBeLessThan(whole / 2);
  await expect(page.getByText(/The vectors are built\. On stories about topics/)).toBeVisible({
    timeout: 120_000,
  });
  await expect(card(page)).toBeHidden();
  await untilColoured(page);

  // They are there at the next visit too.
  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: "Models" }).click();
  await page.getByRole("button", { name: `Load ${NAME}` }).click();
  await untilReady(page);
  await toRead(page);
  await expect(card(page)).toBeHidden();
  await untilColoured(page);
});

/** Waits until every token of a typed text but the first has a colour. */
async function untilColoured(page: Page): Promise<void> {
  const TEXT = "We were so afraid";
  await page.getByRole("textbox", { name: "Text to read" }).fill(TEXT);
  const pieces = page.locator(".coloured-mirror [data-piece]");
  await expect.poll(async () => (await pieces.allTextContents()).join("")).toBe(TEXT);
  const uncoloured = () =>
    pieces.evaluateAll(
      (all) =>
        all.slice(1).filter((piece) => (piece as HTMLElement).style.backgroundColor === "").length,
    );
  await expect.poll(uncoloured).toBe(0);
}
