/** The prompt at a dose as the pane shows it: the user's own words, and the reply's opening where that is read. */
import type { ReadRun } from "../../state/runs.ts";
import type { TextToken } from "../../ui/text/segments.ts";

export interface PromptWords {
  readonly text: string;
  readonly tokens: readonly TextToken[];
  /** Index of the first of `tokens` among the run's. */
  readonly first: number;
}

/**
 * Of a rendered chat only what follows the template's preamble: the last place of `words` in it to
 * its end. Of plain text, all. Offsets are shifted to the cut text.
 */
export function promptWords(run: Pick<ReadRun, "text" | "tokens">, words: string): PromptWords {
  const start = Math.max(0, run.text.lastIndexOf(words));
  const first = run.tokens.findIndex(({ end }) => end > start);
  if (first <= 0) return { text: run.text, tokens: run.tokens, first: 0 };
  return {
    text: run.text.slice(start),
    tokens: run.tokens.slice(first).map(({ start: from, end }) => ({
      start: Math.max(0, from - start),
      end: end - start,
    })),
    first,
  };
}
