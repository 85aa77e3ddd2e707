import { useCallback } from "react";
import type { VectorSetName } from "../../core/vectors.ts";
import { useApp } from "../../state/react.ts";
import { shownLayer } from "../../state/specs.ts";
import { Overview } from "./Overview.tsx";
import { Pairs } from "./Pairs.tsx";
import { useSurvey } from "./useSurvey.ts";

/** What needs every situation read: the overview and the pairs. Drawn apart from the curves. */
export function AllSituations() {
  const survey = useSurvey();
  const layer = useApp(({ settings }) => settings.dosage.layer);
  const manifest = useApp((state) => state.manifest);
  const layerOf = useCallback(
    (set: VectorSetName) => shownLayer(layer, set, manifest),
    [layer, manifest],
  );
  return (
    <>
      <Overview survey={survey} layerOf={layerOf} />
      <Pairs results={survey.results} layerOf={layerOf} />
    </>
  );
}
