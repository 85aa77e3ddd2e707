import type { Finding } from "../../experiments/contract.ts";
import { signed } from "../../ui/format.ts";
import { VerdictMark } from "./VerdictMark.tsx";

/** “+2.4 σ (+1.1 to +3.6), p = .003”. */
export function estimateText({ estimate, p }: Pick<Finding, "estimate" | "p">): string {
  const { value, low, high, unit } = estimate;
  const digits = Math.max(Math.abs(low), Math.abs(high)) < 1 ? 2 : 1;
  const interval = `${signed(value, digits)} ${unit} (${signed(low, digits)} to ${signed(high, digits)})`;
  return p === null ? interval : `${interval}, ${pText(p)}`;
}

/** “p = .012”, “p < .001”. */
export function pText(p: number): string {
  if (p < 0.001) return "p < .001";
  return `p = ${p.toFixed(3).replace(/^0/, "")}`;
}

/** What the run says to each claim. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="findings-list">
      {findings.map((finding) => (
        <li key={finding.id}>
          <div className="findings-head">
            <VerdictMark verdict={finding.verdict} />
            <b>{finding.claim}</b>
          </div>
          <p>
            Here: {finding.measure}, <span className="number">{estimateText(finding)}</span>.{" "}
            {finding.because}
          </p>
          {finding.paper !== null && (
            <p className="note">In the paper: {finding.paper.replace(/\.$/, "")}.</p>
          )}
        </li>
      ))}
    </ul>
  );
}
