/** What every recorded run shows, worked out from its rows by the experiment's own code. */
import { useEffect, useState } from "react";
import { type ClaimRow, collectFindings } from "../../experiments/collect.ts";
import { shippedExperiments } from "../../state/experiments/library.ts";

export type Findings = readonly ClaimRow[] | "waiting" | "failed";

export function useFindings(): Findings {
  const [found, setFound] = useState<Findings>("waiting");
  useEffect(() => {
    let current = true;
    collectFindings(shippedExperiments).then(
      (rows) => current && setFound(rows),
      () => current && setFound("failed"),
    );
    return () => {
      current = false;
    };
  }, []);
  return found;
}
