/** The overview's runs in React. */
import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { useApp } from "../../state/react.ts";
import { shippedRecordings } from "../../state/recorded/library.ts";
import { DEFAULT_SETTINGS } from "../../state/settings.ts";
import { loadedModel } from "../../state/slices/model-slice.ts";
import { useControllers } from "../controllers.ts";
import { layersFollowed } from "./overview.ts";
import { type SurveyState, surveyOf } from "./survey.ts";

export interface SurveyView {
  /** Results of this place and these vectors; empty where there are none. */
  readonly state: SurveyState;
  /** For each expectation, at how many layers it is met. */
  readonly layers: ReadonlyMap<string, number>;
  /** Null while no model runs. */
  readonly run: (() => void) | null;
  readonly stop: () => void;
}

const NOTHING: Pick<SurveyState, "results" | "recorded" | "failure"> = {
  results: [],
  recorded: null,
  failure: null,
};

export function useSurvey(): SurveyView {
  const { client } = useControllers();
  const survey = surveyOf(client);
  const stored = useStore(survey.store);
  const model = useApp(loadedModel);
  const vectors = useApp(({ manifest }) => manifest?.binSha256 ?? null);
  const { at, set } = useApp(({ settings }) => settings.dosage);
  const key = `${vectors} ${at} ${set}`;
  const usual = at === DEFAULT_SETTINGS.dosage.at && set === DEFAULT_SETTINGS.dosage.set;

  useEffect(() => {
    if (usual && vectors !== null) void survey.showRecorded(shippedRecordings, vectors, key);
  }, [survey, usual, vectors, key]);
  useEffect(() => () => survey.stop(), [survey]);

  const here = stored.key === key;
  const state = here ? stored : { ...stored, ...NOTHING, status: "idle" as const };
  const { results } = state;
  // Counted only when a run is whole: it is the slow part.
  const whole = here && stored.status !== "running";
  const layers = useMemo(
    () => (whole ? layersFollowed(results) : new Map<string, number>()),
    [whole, results],
  );
  return {
    state,
    layers,
    run: model === null ? null : () => void survey.run({ at, set }, key),
    stop: survey.stop,
  };
}
