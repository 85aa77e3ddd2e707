/**
 * All situations run one after another, for the overview: which doses does this model follow?
 * Results hold every layer, so that another layer asks for nothing. They outlive the page's visit.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { findSituation, SITUATIONS, type Situation } from "../../content/situations.ts";
import { type EngineClient, failureOf } from "../../state/engine-client.ts";
import type { RecordedLibrary } from "../../state/recorded/library.ts";
import { playDosage } from "../../state/recorded/play.ts";
import type { DosePoint, RecordedMark } from "../../state/runs.ts";
import { DEFAULT_SETTINGS, type DosageSettings } from "../../state/settings.ts";
import { type DoseSpec, doseSpec, pointRequest } from "../../state/specs.ts";
import type { EngineFailure } from "../../worker/contract.ts";

export interface SurveyResult {
  readonly situation: Situation;
  readonly points: readonly DosePoint[];
  readonly controls: readonly DosePoint[];
}

export interface SurveyState {
  /** What the results were read with: model, vectors and place; null before the first. */
  readonly key: string | null;
  readonly status: "idle" | "running" | "done" | "stopped" | "failed";
  readonly results: readonly SurveyResult[];
  /** Prompts read, and prompts in all. */
  readonly done: number;
  readonly total: number;
  readonly failure: EngineFailure | null;
  readonly recorded: RecordedMark | null;
}

export type Place = Pick<DosageSettings, "at" | "set">;

export interface Survey {
  readonly store: StoreApi<SurveyState>;
  /** Reads every prompt of every situation; a run before is stopped. */
  run(place: Place, key: string): Promise<void>;
  stop(): void;
  /** Takes the recorded runs, as far as they are of these vectors; live results are kept. */
  showRecorded(library: RecordedLibrary, vectorsSha256: string, key: string): Promise<void>;
}

const EMPTY: SurveyState = {
  key: null,
  status: "idle",
  results: [],
  done: 0,
  total: 0,
  failure: null,
  recorded: null,
};

/** The spec of a ready-made situation at a place. */
export function specOf(situation: Situation, place: Place): DoseSpec {
  return doseSpec({ ...DEFAULT_SETTINGS.dosage, ...place, situation: situation.id });
}

export function createSurvey(client: Pick<EngineClient, "point">): Survey {
  const store = createStore<SurveyState>(() => EMPTY);
  let running: AbortController | null = null;

  async function line(spec: DoseSpec, template: string, signal: AbortSignal) {
    const points: DosePoint[] = [];
    for (const dose of spec.doses) {
      points.push(await client.point(pointRequest(spec, template, dose), signal));
      store.setState(({ done }) => ({ done: done + 1 }));
    }
    return points;
  }

  async function run(place: Place, key: string): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const total = SITUATIONS.reduce((sum, { doses }) => sum + 2 * doses.length, 0);
    // What is there stays until the new run is whole, so that the page does not jump.
    const { key: oldKey, results: old, recorded } = store.getState();
    const before = oldKey === key && old.length > 0 ? { results: old, recorded } : null;
    const fresh: SurveyResult[] = [];
    store.setState({ ...EMPTY, ...before, key, status: "running", total });
    try {
      for (const situation of SITUATIONS) {
        const spec = specOf(situation, place);
        const points = await line(spec, spec.template, mine.signal);
        const controls = await line(spec, spec.control, mine.signal);
        if (running !== mine) return;
        fresh.push({ situation, points, controls });
        if (before === null) store.setState({ results: [...fresh] });
      }
      store.setState({ status: "done", results: fresh, recorded: null });
    } catch (error) {
      if (running !== mine) return;
      const failure = failureOf(error);
      if (failure.kind === "cancelled") store.setState({ status: "stopped" });
      else store.setState({ status: "failed", failure });
    }
  }

  async function showRecorded(
    library: RecordedLibrary,
    vectorsSha256: string,
    key: string,
  ): Promise<void> {
    const found = await Promise.all(
      SITUATIONS.map(async ({ id }) => recordedResult(library, id, vectorsSha256)),
    );
    const before = store.getState();
    // A live run that began meanwhile, or is there already, counts more.
    if (before.status === "running" || (before.key === key && before.results.length > 0)) return;
    const results = found.flatMap((one) => (one === null ? [] : [one.result]));
    const recorded = found.find((one) => one !== null)?.mark ?? null;
    if (results.length > 0) store.setState({ ...EMPTY, key, status: "done", results, recorded });
  }

  return { store, run, stop: () => running?.abort(), showRecorded };
}

async function recordedResult(
  library: RecordedLibrary,
  id: string,
  vectorsSha256: string,
): Promise<{ readonly result: SurveyResult; readonly mark: RecordedMark } | null> {
  const situation = findSituation(id);
  const run = await library("dosage", id);
  if (situation === undefined || run?.page !== "dosage") return null;
  if (run.vectorsSha256 !== vectorsSha256) return null;
  const played = await playDosage(run, specOf(situation, DEFAULT_SETTINGS.dosage));
  if (!played?.points || !played.controls || !played.recorded) return null;
  const { points, controls, recorded } = played;
  return { result: { situation, points, controls }, mark: recorded };
}

const surveys = new WeakMap<object, Survey>();

/** The one survey of an engine. */
export function surveyOf(client: EngineClient): Survey {
  const known = surveys.get(client);
  if (known !== undefined) return known;
  const survey = createSurvey(client);
  surveys.set(client, survey);
  return survey;
}
