import type { DoseSummary } from "../../state/dose-summary.ts";
import { verdictTone, verdictWord } from "./verdict-words.ts";

const MARKS = { yes: "✓", no: "✕", open: "·" } as const;

/** The verdict in a few words, with a mark beside it. */
export function VerdictWord({ summary }: { readonly summary: DoseSummary }) {
  const tone = verdictTone(summary);
  return (
    <span className={`verdict verdict-${tone}`}>
      <span aria-hidden="true">{MARKS[tone]} </span>
      {verdictWord(summary)}
    </span>
  );
}
