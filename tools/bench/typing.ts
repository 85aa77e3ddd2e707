/** From the input event of a changed last word to the frame that shows its new colour. */
import type { Page } from "@playwright/test";
import { textBox, untilRead, watchedTime } from "./page.ts";
import type { SampleTexts } from "./sample-text.ts";

const TEXT_TOKENS = 200;
/** Between two changes: the charts, which wait for a quiet moment, have been drawn. */
const PAUSE_MS = 400;

/** @returns milliseconds, one a changed word. */
export async function measureTyping(
  page: Page,
  texts: SampleTexts,
  changes: number,
): Promise<number[]> {
  const { start, words } = texts.openEnded(TEXT_TOKENS);
  const word = (i: number) => words[i % words.length] ?? "";
  await textBox(page).fill(`${start} ${word(0)}`);
  await untilRead(page, TEXT_TOKENS);
  const times: number[] = [];
  for (let change = 1; change <= changes; change++) {
    await page.waitForTimeout(PAUSE_MS);
    times.push(await changeLastWord(page, start.length + 1, word(change)));
    await untilRead(page, TEXT_TOKENS);
  }
  return times;
}

async function changeLastWord(page: Page, from: number, word: string): Promise<number> {
  await page.evaluate(([at, last]) => window.watchLastWord?.(at, last), [from, word] as const);
  await page.keyboard.insertText(word);
  return await watchedTime(page);
}
