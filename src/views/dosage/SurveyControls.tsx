import { SITUATIONS } from "../../content/situations.ts";
import { Button } from "../../ui/Button.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { PLACE_NAMES } from "./places.ts";
import type { SurveyPlace } from "./survey-place.ts";
import type { SurveyView } from "./useSurvey.ts";

const PROMPTS = SITUATIONS.reduce((sum, { doses }) => sum + 2 * doses.length, 0);

const PLACES: readonly { readonly id: SurveyPlace; readonly label: string }[] = [
  { id: "usual", label: "each as it is drawn" },
  { id: "mean", label: `all ${PLACE_NAMES.mean}` },
  { id: "last", label: `all ${PLACE_NAMES.last}` },
];

/** Runs all situations, says how far that is, and stops it. */
export function SurveyControls({ survey }: { readonly survey: SurveyView }) {
  const { progress, run, stop, results } = survey;
  if (progress?.status === "running") {
    return (
      <div className="dosage-ask">
        <Progress
          label="Reading every situation"
          done={progress.done}
          total={progress.total}
          text={`${progress.done} of ${progress.total} prompts`}
          onCancel={stop}
        />
      </div>
    );
  }
  const stopped = progress?.status === "stopped" ? "Stopped. " : "";
  return (
    <div className="dosage-ask no-print quiet-in-present">
      <Select
        label="Where they are read"
        value={survey.place}
        groups={[{ options: PLACES }]}
        onChange={survey.setPlace}
      />
      <Button small disabled={run === null} onClick={() => run?.()}>
        {results.length > 0 ? "Run all again, here" : "Run all"}
      </Button>
      <span className="dosage-quiet">
        {stopped}
        {run === null
          ? "Running them here needs the model."
          : `Every situation at every dose, controls included: ${PROMPTS} prompts.`}
      </span>
    </div>
  );
}
