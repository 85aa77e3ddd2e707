/** Which of a prompt's tokens count as its words, and how many there may be. */
import { EngineError } from "./errors.ts";
import type { Encoded } from "./tokenizer.ts";

/** Of a chat the last message's words, of a text all of it. */
export function wordsOf({ tokens, contents }: Encoded): { start: number; count: number } {
  const words = contents.at(-1);
  if (!words) return { start: 0, count: tokens.length };
  const inside = tokens.flatMap(({ start, end, special }, i) =>
    !special && start < words.end && end > words.start ? [i] : [],
  );
  return { start: inside[0] ?? 0, count: Math.max(inside.length, 1) };
}

/** @throws EngineError bad-input for more tokens than the model reads here */
export function checkContext(tokens: number, most: number): void {
  if (tokens > most) {
    throw new EngineError(
      "bad-input",
      `That is ${tokens} tokens; this model reads up to ${most} here. Shorten the text.`,
    );
  }
}
