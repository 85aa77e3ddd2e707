/** The run of an experiment that is on screen: recorded with the site, or live, item by item. */
import type { StateCreator } from "zustand/vanilla";
import type { ResultHeader } from "../../experiments/result-file.ts";
import type { EngineFailure } from "../../worker/contract.ts";
import type { AppState } from "../store.ts";

export interface ExperimentState {
  readonly latest: number;
  readonly status: "idle" | "running" | "done" | "stopped" | "failed";
  /** What is run; null before the first run. */
  readonly header: ResultHeader | null;
  /** One an item, in the order in which they came. */
  readonly rows: ReadonlyMap<string, unknown>;
  readonly startedAt: number;
  readonly failure: EngineFailure | null;
  readonly recorded: boolean;
}

export const NO_EXPERIMENT: ExperimentState = {
  latest: 0,
  status: "idle",
  header: null,
  rows: new Map(),
  startedAt: 0,
  failure: null,
  recorded: false,
};

export interface ExperimentSlice {
  readonly experiment: ExperimentState;
  readonly beginExperiment: (
    id: number,
    header: ResultHeader,
    rows: ReadonlyMap<string, unknown>,
    startedAt: number,
  ) => void;
  readonly onExperimentRow: (id: number, item: string, row: unknown) => void;
  readonly endExperiment: (id: number, failure: EngineFailure | null) => void;
  /** A recorded run, or none. */
  readonly showExperiment: (
    run: { readonly header: ResultHeader; readonly rows: ReadonlyMap<string, unknown> } | null,
  ) => void;
}

export function createExperimentSlice(): StateCreator<AppState, [], [], ExperimentSlice> {
  return (set, get) => {
    const put = (id: number, change: Partial<ExperimentState>) => {
      const { experiment } = get();
      if (experiment.latest === id) set({ experiment: { ...experiment, ...change } });
    };
    return {
      experiment: NO_EXPERIMENT,
      beginExperiment: (latest, header, rows, startedAt) =>
        set({
          experiment: { ...NO_EXPERIMENT, latest, header, rows, startedAt, status: "running" },
        }),
      onExperimentRow: (id, item, row) =>
        put(id, { rows: new Map([...get().experiment.rows, [item, row]]) }),
      endExperiment: (id, failure) => {
        const stopped = failure?.kind === "cancelled";
        const status = failure === null ? "done" : stopped ? "stopped" : "failed";
        put(id, { status, failure: stopped ? null : failure });
      },
      showExperiment: (run) =>
        set({
          experiment: {
            ...NO_EXPERIMENT,
            latest: get().experiment.latest,
            ...(run !== null && { ...run, status: "done" as const, recorded: true }),
          },
        }),
    };
  };
}
