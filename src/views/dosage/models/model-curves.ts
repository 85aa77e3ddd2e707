/** One situation in each of the recorded models: curves, numbers and where they come from. */
import type { TableData } from "../../../charts/export.ts";
import type { Panel } from "../../../charts/PanelsChart.tsx";
import type { Emotion } from "../../../core/emotions.ts";
import { type DoseSummary, doseValues, summariseDoses } from "../../../state/dose-summary.ts";
import { pText } from "../../../state/dose-words.ts";
import type { DosePoint } from "../../../state/runs.ts";
import type { DoseSpec } from "../../../state/specs.ts";
import { day } from "../../../ui/format.ts";
import { changeBand, changesFrom, lowestDose } from "../changes.ts";
import { rhoText } from "../Shows.tsx";
import { verdictWord } from "../verdict-words.ts";
import { inWords } from "./compared-words.ts";

/** A model's points of the spec that is shown. */
export interface ModelRun {
  readonly id: string;
  readonly name: string;
  readonly layer: number;
  /** ISO date of a recorded run; null where it is read here. */
  readonly recorded: string | null;
  /** Empty where there is no run of this spec. */
  readonly points: readonly DosePoint[];
  readonly controls: readonly DosePoint[];
}

/** A model's numbers of one feeling, or null where it has no run of this spec. */
export function modelSummary(run: ModelRun, spec: DoseSpec, emotion: Emotion): DoseSummary | null {
  const { points, controls, layer } = run;
  if (points.length === 0) return null;
  const expected = spec.situation?.expected ?? [];
  return summariseDoses({ doses: spec.doses, points, controls, expected }, emotion, layer);
}

/** "recorded 25 Nov 2026, layer 11". */
function sourceWords({ recorded, layer }: ModelRun): string {
  return `${recorded === null ? "read on this device" : `recorded ${day(recorded)}`}, layer ${layer}`;
}

/** "follows (ρ +0.94, p = .017)". */
function panelWord(summary: DoseSummary): string {
  const word = verdictWord(summary);
  if (Number.isNaN(summary.curve.rho)) return word;
  return `${word} (ρ ${rhoText(summary.curve.rho)}, ${pText(summary.curve.p)})`;
}

/** A model's curve as a panel: its change from the lowest dose. */
export function modelPanel(run: ModelRun, spec: DoseSpec, emotion: Emotion): Panel {
  const { id, name, layer, points, controls } = run;
  const summary = modelSummary(run, spec, emotion);
  if (summary === null) {
    const nothing = { values: [], control: null, band: null };
    return { id, title: name, word: "no recorded run of this", note: "", ...nothing };
  }
  const start = lowestDose(spec.doses);
  const change = (line: readonly DosePoint[]) =>
    changesFrom(doseValues(line, emotion, layer), start);
  return {
    id,
    title: name,
    word: panelWord(summary),
    note: sourceWords(run),
    values: change(points),
    control: controls.some((point) => point !== null) ? change(controls) : null,
    band: changeBand(points, layer, start),
  };
}

/** "Afraid follows this dose in none of the 3 models." */
export function modelsSentence(
  runs: readonly ModelRun[],
  spec: DoseSpec,
  emotion: Emotion,
): string {
  const known = runs.flatMap((run) => {
    const summary = modelSummary(run, spec, emotion);
    return summary === null || summary.verdict === "waiting" ? [] : [{ run, summary }];
  });
  if (known.length === 0) return "Nothing is read yet.";
  const name = emotion.charAt(0).toUpperCase() + emotion.slice(1);
  const follow = known.filter(({ summary }) => summary.verdict === "follows");
  const models = known.length === 1 ? "the one model that read it" : `the ${known.length} models`;
  if (follow.length === 0) return `${name} follows this dose in none of ${models}.`;
  const list = inWords(
    follow.map(
      ({ run, summary }) => `${run.name} (it ${summary.curve.rise < 0 ? "falls" : "rises"})`,
    ),
  );
  const rest =
    follow.length === known.length ? "" : `, and not in the other ${known.length - follow.length}`;
  return `${name} follows this dose in ${list}${rest}.`;
}

/** One row a dose: each model's reading, its control, and the random directions' range, story σ. */
export function modelsTable(
  runs: readonly ModelRun[],
  spec: DoseSpec,
  emotion: Emotion,
): TableData {
  const panels = runs
    .filter(({ points }) => points.length > 0)
    .map((run) => ({ run, panel: modelPanel(run, spec, emotion) }));
  const at = (values: ArrayLike<number> | null | undefined, dose: number) =>
    values?.[dose] ?? Number.NaN;
  return {
    columns: [
      "dose",
      ...panels.flatMap(({ run }) => {
        const head = `${run.name}, ${sourceWords(run)}`;
        return [
          `${emotion}, ${head}`,
          `${run.name}, control`,
          `${run.name}, random 5 %`,
          `${run.name}, random 95 %`,
        ];
      }),
    ],
    rows: spec.doses.map((dose, index) => [
      dose,
      ...panels.flatMap(({ panel }) => [
        at(panel.values, index),
        at(panel.control, index),
        at(panel.band?.low, index),
        at(panel.band?.high, index),
      ]),
    ]),
  };
}
