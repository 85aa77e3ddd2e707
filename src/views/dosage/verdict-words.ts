/** The verdict on a curve in a few words, for tables. */
import { type DoseSummary, VERDICTS, type Verdict } from "../../state/dose-summary.ts";
import { meetsExpectation } from "../../state/dose-words.ts";

export type VerdictTone = "yes" | "no" | "open";

const WORDS: Readonly<Record<Verdict, string>> = {
  waiting: "being read",
  "too-few": "too few doses",
  "does-not-follow": "does not follow",
  unsettled: "tends to, may be chance",
  small: "no further than chance",
  "control-too": "the control does the same",
  "no-control": "moves, no control",
  follows: "follows",
};

/** "follows", "does not follow", "the control does the same" … */
export function verdictWord(summary: DoseSummary): string {
  const { verdict, expected } = summary;
  if (verdict !== "follows" || expected === null || meetsExpectation(summary)) {
    return WORDS[verdict];
  }
  return "follows, the other way";
}

const moves = ({ emotion, curve }: DoseSummary) =>
  `${emotion} ${curve.rise < 0 ? "falls" : "rises"}`;

/** Verdicts that leave open whether a curve follows. */
const OPEN: readonly Verdict[] = ["waiting", "too-few", "unsettled", "no-control"];

/**
 * The verdict on a run in large type: "Follows in part: calm falls", "Does not follow".
 * @param summaries those of which something was expected; where there are none, the one that is looked at
 */
export function runVerdict(summaries: readonly DoseSummary[]): string {
  if (summaries.some(({ verdict }) => verdict === "waiting")) return "Being read";
  const met = summaries.filter(
    (one) => meetsExpectation(one) || (one.expected === null && one.verdict === "follows"),
  );
  const list = met.map(moves).join(", ");
  if (met.length > 0)
    return `${met.length < summaries.length ? "Follows in part" : "Follows"}: ${list}`;
  const other = summaries.filter(({ verdict }) => verdict === "follows");
  if (other.length > 0) return `Goes the other way: ${other.map(moves).join(", ")}`;
  return summaries.some(({ verdict }) => OPEN.includes(verdict))
    ? "Not settled"
    : "Does not follow";
}

/** Whether the verdict is what was hoped for, is not, or is not known. */
export function verdictTone(summary: DoseSummary): VerdictTone {
  if (["waiting", "too-few", "unsettled"].includes(summary.verdict)) return "open";
  if (summary.expected === null) return summary.verdict === "follows" ? "yes" : "no";
  return meetsExpectation(summary) ? "yes" : "no";
}

/** Place in a sorted table: what follows first, what is not known last. */
export function verdictRank(summary: DoseSummary): number {
  if (summary.verdict === "follows") return meetsExpectation(summary) ? VERDICTS.length + 1 : 0;
  return VERDICTS.indexOf(summary.verdict);
}
