/** The Read page's run. */
import type { StateCreator } from "zustand/vanilla";
import type {
  EngineFailure,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
} from "../../worker/contract.ts";
import { extendReadRun, type ReadRun, startReadRun } from "../runs.ts";
import type { AppState } from "../store.ts";

export interface ReadState {
  /** The run on screen; the one before stays until a new one starts. */
  readonly run: ReadRun | null;
  /** Number of the latest request; 0 before the first. */
  readonly latest: number;
  readonly running: boolean;
  readonly failure: EngineFailure | null;
}

export interface ReadSlice {
  readonly read: ReadState;
  readonly beginRead: (id: number) => void;
  readonly onReadEvent: (id: number, request: ReadRequest, event: ReadStart | ReadChunk) => void;
  readonly endRead: (id: number, done: ReadDone) => void;
  readonly failRead: (id: number, failure: EngineFailure) => void;
  readonly showRead: (run: ReadRun | null) => void;
}

/** The state after an event; events of an older run change nothing. */
export function reduceRead(
  state: ReadState,
  id: number,
  request: ReadRequest,
  event: ReadStart | ReadChunk,
): ReadState {
  if (id !== state.latest) return state;
  if (event.kind === "start") return { ...state, run: startReadRun(id, request.set, event) };
  if (state.run?.id !== id) return state;
  return { ...state, run: extendReadRun(state.run, event) };
}

export function createReadSlice(): StateCreator<AppState, [], [], ReadSlice> {
  return (set, get) => {
    const put = (read: ReadState) => {
      if (read !== get().read) set({ read });
    };
    return {
      read: { run: null, latest: 0, running: false, failure: null },
      beginRead: (id) => put({ ...get().read, latest: id, running: true, failure: null }),
      onReadEvent: (id, request, event) => put(reduceRead(get().read, id, request, event)),
      endRead: (id, done) => {
        const { read } = get();
        if (id !== read.latest) return;
        const run = read.run?.id === id ? { ...read.run, done } : read.run;
        put({ ...read, run, running: false });
      },
      failRead: (id, failure) => {
        const { read } = get();
        if (id !== read.latest) return;
        put({ ...read, running: false, failure: failure.kind === "cancelled" ? null : failure });
      },
      showRead: (run) =>
        put({ ...get().read, run, latest: run?.id ?? 0, running: false, failure: null }),
    };
  };
}
