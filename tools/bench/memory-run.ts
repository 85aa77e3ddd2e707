/**
 * Memory of the page's process over a first visit: at load, after a long read, after a steered run.
 */
import { setTimeout as wait } from "node:timers/promises";
import { watchMemory } from "./memory.ts";
import type { MemoryMoment } from "./results.ts";
import type { SampleTexts } from "./sample-text.ts";
import { openUnwatched, type UnwatchedPage } from "./unwatched.ts";

const LONG_TOKENS = 512;
const STEER_TOKENS = 96;

export async function measureMemory(url: string, texts: SampleTexts): Promise<MemoryMoment[]> {
  const page = await openUnwatched(url);
  const watch = watchMemory(page.processId);
  const moments: MemoryMoment[] = [];
  const note = async (when: string) => moments.push({ when, memory: await watch.now() });
  try {
    await page.until("document.querySelector('.read-text .recorded') !== null", 30);
    await wait(1500);
    await page.evaluate("document.querySelector('.chip button').click()");
    await page.until(
      "/ ms$/.test(document.querySelector('.read-text .card-aside')?.textContent)",
      90,
    );
    await note("model loaded, first text read");
    await typeAll(page, texts.ofTokens(LONG_TOKENS));
    const read = `^${LONG_TOKENS} tokens .* ms$`;
    await page.until(
      `/${read}/.test(document.querySelector('.read-text .card-aside')?.textContent)`,
      60,
    );
    await note(`${LONG_TOKENS} tokens read`);
    // The Steer page writes by itself once it is shown with a model that runs.
    await page.evaluate(`location.hash = "v=1&page=steer&max=${STEER_TOKENS}"`);
    await page.until(
      "/tokens?, .* a second$/.test(document.querySelector('.steer-run-words')?.textContent)",
      120,
    );
    await note(`${STEER_TOKENS} tokens written plain and steered`);
  } finally {
    watch.end();
    await page.close();
  }
  return moments;
}

async function typeAll(page: UnwatchedPage, text: string): Promise<void> {
  await page.evaluate(`{
    const box = document.querySelector(".coloured-box");
    box.focus();
    box.select();
    document.execCommand("insertText", false, ${JSON.stringify(text)});
  }`);
}
