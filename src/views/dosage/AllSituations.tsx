import { Overview } from "./Overview.tsx";
import { Pairs } from "./Pairs.tsx";
import { useSurvey } from "./useSurvey.ts";

/** What needs every situation read: the overview and the pairs. Drawn apart from the curves. */
export function AllSituations({ layer }: { readonly layer: number }) {
  const survey = useSurvey();
  return (
    <>
      <Overview survey={survey} layer={layer} />
      <Pairs results={survey.state.results} layer={layer} />
    </>
  );
}
