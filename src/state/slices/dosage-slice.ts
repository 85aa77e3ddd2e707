/** The Dosage page's curves, point by point, and the prompt that is open under them. */
import type { StateCreator } from "zustand/vanilla";
import type { EngineFailure, PointReading } from "../../worker/contract.ts";
import { type DosePoint, type ReadRun, type RecordedMark, withEntry } from "../runs.ts";
import type { DoseFaults, DoseSpec } from "../specs.ts";
import type { AppState } from "../store.ts";

/** The doses in the sentence itself, or in its control. */
export type DoseLine = "template" | "control";

export interface DosageState {
  readonly latest: number;
  readonly status: "idle" | "running" | "done" | "stopped" | "failed";
  /** What the points belong to; null before the first run. */
  readonly spec: DoseSpec | null;
  /** One a dose, null until it is read. */
  readonly points: readonly DosePoint[];
  /** The control's, null until read; all null where there is no control. */
  readonly controls: readonly DosePoint[];
  readonly faults: DoseFaults;
  readonly failure: EngineFailure | null;
  readonly recorded: RecordedMark | null;
  /** The prompt at the chosen dose, read token by token. */
  readonly open: {
    readonly line: DoseLine;
    readonly index: number;
    readonly run: ReadRun | null;
    /** Why it could not be read; null while nothing has gone wrong. */
    readonly failure: EngineFailure | null;
  } | null;
}

export const NO_DOSAGE: DosageState = {
  latest: 0,
  status: "idle",
  spec: null,
  points: [],
  controls: [],
  faults: { template: null, control: null },
  failure: null,
  recorded: null,
  open: null,
};

export interface DosageSlice {
  readonly dosage: DosageState;
  readonly beginDosage: (id: number, state: Partial<DosageState>) => void;
  readonly onDosePoint: (id: number, line: DoseLine, index: number, point: PointReading) => void;
  readonly endDosage: (id: number) => void;
  readonly failDosage: (id: number, failure: EngineFailure) => void;
  readonly faultDosage: (spec: DoseSpec, faults: DoseFaults) => void;
  readonly openDose: (open: DosageState["open"]) => void;
  readonly showDosage: (state: Partial<DosageState>) => void;
}

/** The state with one point more; a point of an older run changes nothing. */
export function reduceDose(
  state: DosageState,
  id: number,
  line: DoseLine,
  index: number,
  point: PointReading,
): DosageState {
  if (id !== state.latest) return state;
  return line === "template"
    ? { ...state, points: withEntry(state.points, index, point) }
    : { ...state, controls: withEntry(state.controls, index, point) };
}

export function createDosageSlice(): StateCreator<AppState, [], [], DosageSlice> {
  return (set, get) => {
    const put = (dosage: DosageState) => {
      if (dosage !== get().dosage) set({ dosage });
    };
    return {
      dosage: NO_DOSAGE,
      beginDosage: (id, state) => put({ ...NO_DOSAGE, ...state, latest: id, status: "running" }),
      onDosePoint: (id, line, index, point) =>
        put(reduceDose(get().dosage, id, line, index, point)),
      endDosage: (id) => {
        const { dosage } = get();
        if (id === dosage.latest) put({ ...dosage, status: "done" });
      },
      failDosage: (id, failure) => {
        const { dosage } = get();
        if (id !== dosage.latest) return;
        const stopped = failure.kind === "cancelled";
        put({
          ...dosage,
          status: stopped ? "stopped" : "failed",
          failure: stopped ? null : failure,
        });
      },
      faultDosage: (spec, faults) =>
        put({ ...NO_DOSAGE, latest: get().dosage.latest, spec, faults }),
      openDose: (open) => put({ ...get().dosage, open }),
      showDosage: (state) => put({ ...NO_DOSAGE, status: "done", ...state }),
    };
  };
}
