/** Memory of the page's process over a visit: at load, after a long read, after a steered run. */
import type { BrowserContext, Page } from "@playwright/test";
import { firstColour } from "./first-colour.ts";
import { reportedMemory, watchMemory } from "./memory.ts";
import { openRead, textBox, untilRead } from "./page.ts";
import type { MemoryMoment } from "./results.ts";
import type { SampleTexts } from "./sample-text.ts";

const LONG_TOKENS = 512;
const STEER_TOKENS = 96;

/** `between` runs on the loaded Read page before the long text is read. */
export async function measureMemory(
  context: BrowserContext,
  url: string,
  texts: SampleTexts,
  between: (page: Page) => Promise<void>,
): Promise<MemoryMoment[]> {
  const page = await openRead(context, url);
  const watch = await watchMemory(context);
  const moments: MemoryMoment[] = [];
  const note = async (when: string) => {
    const memory = await watch.now();
    moments.push({ when, memory, reported: await reportedMemory(page) });
  };
  await firstColour(page);
  await note("model loaded, first text read");
  await between(page);
  await textBox(page).fill(texts.ofTokens(LONG_TOKENS));
  await untilRead(page, LONG_TOKENS);
  await note(`${LONG_TOKENS} tokens read`);
  await steer(page, url);
  await note(`${STEER_TOKENS} tokens written plain and steered`);
  watch.end();
  return moments;
}

/** The Steer page writes by itself once it is shown with a model that runs. */
async function steer(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#v=1&page=steer&max=${STEER_TOKENS}`);
  await page
    .locator(".steer-run-words")
    .filter({ hasText: /^\d+ tokens?, \d+ a second$/ })
    .waitFor({ timeout: 120_000 });
}
