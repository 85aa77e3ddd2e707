/**
 * All situations run one after another, for the overview: which doses does this model follow?
 * Results hold every layer, so that another layer asks for nothing. They outlive the page's visit.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { SITUATIONS, type Situation } from "../../content/situations.ts";
import { type EngineClient, failureOf } from "../../state/engine-client.ts";
import type { DosePoint, RecordedMark } from "../../state/runs.ts";
import { type DoseSpec, pointRequest } from "../../state/specs.ts";
import type { EngineFailure } from "../../worker/contract.ts";
import { type SurveyPlace, specAt } from "./survey-place.ts";

export interface SurveyResult {
  readonly situation: Situation;
  /** Where the prompts were read: its `at` and `set`. */
  readonly spec: DoseSpec;
  readonly points: readonly DosePoint[];
  readonly controls: readonly DosePoint[];
}

/** A run of all situations. */
export interface SurveyRun {
  readonly results: readonly SurveyResult[];
  readonly recorded: RecordedMark | null;
}

export interface SurveyProgress {
  readonly key: string;
  readonly status: "running" | "done" | "stopped" | "failed";
  /** Prompts read, and prompts in all. */
  readonly done: number;
  readonly total: number;
  readonly failure: EngineFailure | null;
}

export interface SurveyState {
  /** By what they were read with: vectors and place. */
  readonly runs: ReadonlyMap<string, SurveyRun>;
  /** The run that goes on, or ended last. */
  readonly progress: SurveyProgress | null;
}

export interface Survey {
  readonly store: StoreApi<SurveyState>;
  /** Reads every prompt of every situation; a run before is stopped. */
  run(place: SurveyPlace, key: string): Promise<void>;
  stop(): void;
  /** Puts recorded runs there, unless something is there already. */
  offer(key: string, run: SurveyRun): void;
}

export function createSurvey(client: Pick<EngineClient, "point">): Survey {
  const store = createStore<SurveyState>(() => ({ runs: new Map(), progress: null }));
  let running: AbortController | null = null;

  const put = (key: string, run: SurveyRun) =>
    store.setState(({ runs }) => ({ runs: new Map(runs).set(key, run) }));
  const report = (patch: Partial<SurveyProgress>) =>
    store.setState(({ progress }) => ({ progress: progress && { ...progress, ...patch } }));

  async function line(spec: DoseSpec, template: string, signal: AbortSignal) {
    const points: DosePoint[] = [];
    for (const dose of spec.doses) {
      points.push(await client.point(pointRequest(spec, template, dose), signal));
      report({ done: (store.getState().progress?.done ?? 0) + 1 });
    }
    return points;
  }

  async function run(place: SurveyPlace, key: string): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const total = SITUATIONS.reduce((sum, { doses }) => sum + 2 * doses.length, 0);
    store.setState({ progress: { key, status: "running", done: 0, total, failure: null } });
    // A whole run stays on screen until the new one is whole, so that the page does not jump.
    const replaces = store.getState().runs.has(key);
    const results: SurveyResult[] = [];
    try {
      for (const situation of SITUATIONS) {
        const spec = specAt(situation, place);
        const points = await line(spec, spec.template, mine.signal);
        const controls = await line(spec, spec.control, mine.signal);
        results.push({ situation, spec, points, controls });
        if (!replaces) put(key, { results: [...results], recorded: null });
      }
      put(key, { results, recorded: null });
      report({ status: "done" });
    } catch (error) {
      if (running !== mine) return;
      const failure = failureOf(error);
      if (failure.kind === "cancelled") report({ status: "stopped" });
      else report({ status: "failed", failure });
    }
  }

  return {
    store,
    run,
    stop: () => running?.abort(),
    offer(key, recorded) {
      if (!store.getState().runs.has(key) && recorded.results.length > 0) put(key, recorded);
    },
  };
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
