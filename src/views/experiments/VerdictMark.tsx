import type { Verdict } from "../../experiments/contract.ts";

const MARKS: Readonly<Record<Verdict, string>> = { shown: "✓", "not shown": "○", opposite: "↔" };

/** The verdict in a word, with a sign that needs no colour. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{MARKS[verdict]}</span>{" "}
      {verdict === "opposite" ? verdict : `${verdict} here`}
    </span>
  );
}
