/**
 * Memory of the page's process over a first visit: at load, after a long read, after a steered run.
 * The page loads by itself, from a link that asks for it, with no debugger attached: one that watches
 * the network keeps what was fetched, in the page's own process.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { type MemoryWatch, reportedMemory, watchMemory } from "./memory.ts";
import { textBox, untilRead } from "./page.ts";
import type { MemoryMoment } from "./results.ts";
import type { SampleTexts } from "./sample-text.ts";
import { startUnwatched } from "./unwatched.ts";

const LONG_TOKENS = 512;
const STEER_TOKENS = 96;

export async function measureMemory(url: string, texts: SampleTexts): Promise<MemoryMoment[]> {
  const browser = await startUnwatched(`${url}#v=1&start=1`);
  const watch = watchMemory(browser.processId);
  const moments: MemoryMoment[] = [];
  try {
    await untilLoaded(watch);
    moments.push({
      when: "model loaded, first text read",
      memory: await watch.now(),
      reported: null,
    });
    const page = await browser.attach();
    await textBox(page).fill(texts.ofTokens(LONG_TOKENS));
    await untilRead(page, LONG_TOKENS);
    moments.push({
      when: `${LONG_TOKENS} tokens read`,
      memory: await watch.now(),
      reported: null,
    });
    await steer(page, url);
    moments.push({
      when: `${STEER_TOKENS} tokens written plain and steered`,
      memory: await watch.now(),
      reported: await reportedMemory(page),
    });
  } finally {
    watch.end();
    await browser.close();
  }
  return moments;
}

/** Waits until a model is in memory and the process grows no more. */
async function untilLoaded(watch: MemoryWatch): Promise<void> {
  const least = 500;
  const steady = { megabytes: 15, looks: 10 };
  const seen: number[] = [];
  for (let look = 0; look < 400; look++) {
    await wait(400);
    seen.push((await watch.now())?.resident ?? 0);
    const last = seen.slice(-steady.looks);
    const calm = Math.max(...last) - Math.min(...last) < steady.megabytes;
    if (last.length === steady.looks && Math.min(...last) > least && calm) return;
  }
  throw new Error("the model was not loaded by its link");
}

/** The Steer page writes by itself once it is shown with a model that runs. */
async function steer(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#v=1&page=steer&max=${STEER_TOKENS}`);
  await page
    .locator(".steer-run-words")
    .filter({ hasText: /^\d+ tokens?, \d+ a second$/ })
    .waitFor({ timeout: 120_000 });
}
