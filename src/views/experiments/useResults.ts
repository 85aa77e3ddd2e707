/** What the rows on screen show. While a run adds rows, it is worked out anew every other second. */
import { useEffect, useMemo, useState } from "react";
import type { Experiment, Results } from "../../experiments/contract.ts";
import type { ExperimentState } from "../../state/slices/experiment-slice.ts";

const PAUSE_MS = 2_000;

/** Null while there are too few rows, or none of this experiment. */
export function useResults(experiment: Experiment, state: ExperimentState): Results | null {
  const { header, status } = state;
  const rows = useSettled(state.rows, status === "running" ? PAUSE_MS : 0);
  return useMemo(() => {
    if (header === null || header.experiment !== experiment.name) return null;
    if (header.version !== experiment.version) return null;
    return experiment.results(rows, header.settings, header.model);
  }, [experiment, header, rows]);
}

/** A value that changes at most once in `pause` milliseconds; at once where the pause is 0. */
function useSettled<T>(value: T, pause: number): T {
  const [shown, setShown] = useState({ value, at: 0 });
  useEffect(() => {
    const wait = Math.max(0, shown.at + pause - performance.now());
    const timer = setTimeout(() => setShown({ value, at: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, pause, shown.at]);
  return pause === 0 ? value : shown.value;
}
