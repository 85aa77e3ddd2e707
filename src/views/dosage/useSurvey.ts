/** The overview's runs in React. */
import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useApp } from "../../state/react.ts";
import { shippedRecordings } from "../../state/recorded/library.ts";
import type { RecordedMark } from "../../state/runs.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { useControllers } from "../controllers.ts";
import { type LayersFollowed, layersFollowed } from "./overview.ts";
import { recordedSurvey } from "./recorded-survey.ts";
import { type SurveyProgress, type SurveyResult, surveyOf } from "./survey.ts";
import type { SurveyPlace } from "./survey-place.ts";

export interface SurveyView {
  readonly place: SurveyPlace;
  readonly setPlace: (place: SurveyPlace) => void;
  /** Results at this place with these vectors; empty where there are none. */
  readonly results: readonly SurveyResult[];
  readonly recorded: RecordedMark | null;
  /** Of a run at this place; null where none was asked for. */
  readonly progress: SurveyProgress | null;
  /** For each expectation, at which layers it is met; null while a run grows. */
  readonly layers: LayersFollowed | null;
  /** Null while no model runs. */
  readonly run: (() => void) | null;
  readonly stop: () => void;
}

const NONE: readonly SurveyResult[] = [];

export function useSurvey(): SurveyView {
  const { client } = useControllers();
  const survey = surveyOf(client);
  const { runs, progress } = useStore(survey.store);
  const model = useApp(readingModel);
  const vectors = useApp(({ manifest }) => manifest?.binSha256 ?? null);
  const id = useApp(({ manifest }) => manifest?.model ?? "");
  const [place, setPlace] = useState<SurveyPlace>("usual");
  const keyAt = (where: SurveyPlace) => `${vectors} ${where}`;
  const key = keyAt(place);
  const usual = keyAt("usual");

  useEffect(() => {
    if (vectors === null) return;
    void recordedSurvey(shippedRecordings, id, vectors).then((run) => survey.offer(usual, run));
  }, [survey, id, vectors, usual]);
  useEffect(() => () => survey.stop(), [survey]);

  const shown = runs.get(key);
  const results = shown?.results ?? NONE;
  const here = progress?.key === key ? progress : null;
  // The slow part: not with every situation that is read.
  const grows = here?.status === "running";
  const layers = useMemo(() => (grows ? null : layersFollowed(results)), [grows, results]);
  return {
    place,
    setPlace,
    results,
    recorded: shown?.recorded ?? null,
    progress: here,
    layers,
    run: model === null ? null : () => void survey.run(place, key),
    stop: survey.stop,
  };
}
