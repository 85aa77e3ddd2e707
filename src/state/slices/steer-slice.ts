/** The Steer page's columns. */
import type { StateCreator } from "zustand/vanilla";
import type { EngineFailure, GenerateDone, GenerateEvent } from "../../worker/contract.ts";
import { type ColumnRun, extendColumn, type RecordedMark } from "../runs.ts";
import type { AppState } from "../store.ts";

export interface SteerState {
  readonly latest: number;
  readonly status: "idle" | "running" | "done" | "stopped" | "failed";
  /** Plain first, then steered and random where they run. */
  readonly columns: readonly ColumnRun[];
  readonly done: GenerateDone | null;
  readonly failure: EngineFailure | null;
  /** True where prompt or settings changed since these columns were written. */
  readonly stale: boolean;
  readonly recorded: RecordedMark | null;
}

export const NO_STEER: SteerState = {
  latest: 0,
  status: "idle",
  columns: [],
  done: null,
  failure: null,
  stale: false,
  recorded: null,
};

export interface SteerSlice {
  readonly steer: SteerState;
  readonly beginSteer: (id: number, columns: readonly ColumnRun[]) => void;
  readonly onSteerEvent: (id: number, event: GenerateEvent, maxTokens: number) => void;
  readonly endSteer: (id: number, done: GenerateDone | null) => void;
  readonly failSteer: (id: number, failure: EngineFailure) => void;
  readonly markStale: (stale: boolean) => void;
  readonly showSteer: (columns: readonly ColumnRun[], recorded: RecordedMark | null) => void;
}

/** The state after an event; events of an older run change nothing. */
export function reduceSteer(
  state: SteerState,
  id: number,
  event: GenerateEvent,
  maxTokens: number,
): SteerState {
  if (id !== state.latest) return state;
  const columns = state.columns.map((column) => extendColumn(column, event, maxTokens));
  return { ...state, columns };
}

export function createSteerSlice(): StateCreator<AppState, [], [], SteerSlice> {
  return (set, get) => {
    const put = (steer: SteerState) => {
      if (steer !== get().steer) set({ steer });
    };
    return {
      steer: NO_STEER,
      beginSteer: (id, columns) => put({ ...NO_STEER, latest: id, status: "running", columns }),
      onSteerEvent: (id, event, maxTokens) => put(reduceSteer(get().steer, id, event, maxTokens)),
      endSteer: (id, done) => {
        const { steer } = get();
        if (id === steer.latest) put({ ...steer, status: "done", done });
      },
      failSteer: (id, failure) => {
        const { steer } = get();
        if (id !== steer.latest) return;
        const stopped = failure.kind === "cancelled";
        put({
          ...steer,
          status: stopped ? "stopped" : "failed",
          failure: stopped ? null : failure,
        });
      },
      markStale: (stale) => {
        const { steer } = get();
        if (stale !== steer.stale) put({ ...steer, stale });
      },
      showSteer: (columns, recorded) =>
        put({ ...NO_STEER, columns, status: columns.length > 0 ? "done" : "idle", recorded }),
    };
  };
}
