/** From the click that loads the model to the first token in a colour of its own reading. */
import type { Page } from "@playwright/test";
import { freshProfile } from "./browser.ts";
import { loadButton, openRead, watchedTime } from "./page.ts";

/** Milliseconds from click to first colour. */
export interface Visits {
  readonly first: number;
  readonly second: number;
}

/** A first visit with an empty profile, and a second one in a browser started anew on it. */
export async function measureVisits(url: string): Promise<Visits> {
  const profile = await freshProfile();
  try {
    const visits: number[] = [];
    for (let visit = 0; visit < 2; visit++) {
      const context = await profile.open();
      try {
        const page = await openRead(context, url);
        // What the page does by itself after it opens, the service worker's copy included.
        await page.waitForTimeout(1500);
        visits.push(await firstColour(page));
      } finally {
        await context.close();
      }
    }
    const [first, second] = visits;
    if (first === undefined || second === undefined) throw new Error("a visit is missing");
    return { first, second };
  } finally {
    await profile.remove();
  }
}

/** Clicks, and waits until the recorded run has given way to colours of this page's model. */
export async function firstColour(page: Page): Promise<number> {
  await page.evaluate(() => window.watchFirstColour?.());
  await loadButton(page).click();
  return await watchedTime(page);
}
