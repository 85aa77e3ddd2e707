/** From the click that loads the model to the first token in a colour of its own reading. */
import type { Page } from "@playwright/test";
import { freshProfile } from "./browser.ts";
import { type RendererMemory, rendererMemory } from "./memory.ts";
import { loadButton, openRead, watchedTime } from "./page.ts";

export interface Visit {
  /** Milliseconds from click to first colour. */
  readonly ms: number;
  readonly memory: RendererMemory | null;
}

/** A first visit with an empty profile, and a second one in a browser started anew on it. */
export async function measureVisits(url: string): Promise<{ first: Visit; second: Visit }> {
  const profile = await freshProfile();
  try {
    const visits: Visit[] = [];
    for (let visit = 0; visit < 2; visit++) {
      const context = await profile.open();
      try {
        const page = await openRead(context, url);
        // What the page does by itself after it opens, the service worker's copy included.
        await page.waitForTimeout(1500);
        const ms = await firstColour(page);
        visits.push({ ms, memory: await rendererMemory(context) });
      } finally {
        await context.close();
      }
    }
    const [first, second] = visits;
    if (!first || !second) throw new Error("a visit is missing");
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
