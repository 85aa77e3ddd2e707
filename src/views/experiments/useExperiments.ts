/** The experiments' code, fetched when the page opens. */
import { useEffect, useState } from "react";
import type { Experiment } from "../../experiments/contract.ts";
import { shippedExperiments } from "../../state/experiments/library.ts";

export type Experiments = readonly Experiment[] | "waiting" | "failed";

export function useExperiments(): Experiments {
  const [found, setFound] = useState<Experiments>("waiting");
  useEffect(() => {
    let current = true;
    shippedExperiments.all().then(
      (all) => current && setFound(all),
      () => current && setFound("failed"),
    );
    return () => {
      current = false;
    };
  }, []);
  return found;
}
