/** What several measurements do on the site's pages. */
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";

declare global {
  /** Put there by watchers.mjs. */
  interface Window {
    readonly watchFirstColour?: () => void;
    readonly watchLastWord?: (from: number, word: string) => void;
    readonly watched?: Promise<number>;
  }
}

const WATCHERS = fileURLToPath(new URL("./watchers.mjs", import.meta.url));

/** Opens the Read page and waits until it could load the model and shows its recorded run. */
export async function openRead(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript({ path: WATCHERS });
  await page.goto(url);
  await page.waitForFunction(() => crossOriginIsolated);
  await loadButton(page).waitFor();
  await page.locator(".read-text .recorded").waitFor();
  return page;
}

export function loadButton(page: Page) {
  return page.getByRole("banner").getByRole("button", { name: /^(Load|Start) model/ });
}

export function textBox(page: Page) {
  return page.getByRole("textbox", { name: "Text to read" });
}

/** Waits until the Read page says that all of that many tokens are read. */
export async function untilRead(page: Page, tokens: number): Promise<void> {
  const done = new RegExp(`^${tokens.toLocaleString("en-GB")} tokens · [\\d,]+ ms$`);
  await page.locator(".read-text .card-aside").filter({ hasText: done }).waitFor();
}

/** What the last watcher measured, in milliseconds. */
export function watchedTime(page: Page): Promise<number> {
  return page.evaluate(() => window.watched ?? Number.NaN);
}
