/** The recorded runs of all situations as one run of the overview. */
import { SITUATIONS } from "../../content/situations.ts";
import type { RecordedLibrary } from "../../state/recorded/library.ts";
import { playDosage } from "../../state/recorded/play.ts";
import type { RecordedMark } from "../../state/runs.ts";
import type { SurveyResult, SurveyRun } from "./survey.ts";
import { specAt } from "./survey-place.ts";

/** What is recorded with a model and these vectors of it, each situation as it is drawn when picked. Never rejects. */
export async function recordedSurvey(
  library: RecordedLibrary,
  model: string,
  vectorsSha256: string,
): Promise<SurveyRun> {
  const results: SurveyResult[] = [];
  let mark: RecordedMark | null = null;
  const runs = await Promise.all(SITUATIONS.map(({ id }) => library(model, "dosage", id)));
  for (const [at, situation] of SITUATIONS.entries()) {
    const run = runs[at];
    // Numbers of other vectors would be shown in the wrong unit.
    if (run?.page !== "dosage" || run.vectorsSha256 !== vectorsSha256) continue;
    const spec = specAt(situation, "usual");
    const played = await playDosage(run, spec);
    if (!played?.points || !played.controls) continue;
    results.push({ situation, spec, points: played.points, controls: played.controls });
    mark ??= played.recorded ?? null;
  }
  return { results, recorded: mark };
}
