/** What the page shows, worked out from the store: the spec that is set, the points that belong to it, its numbers. */
import type { Expectation } from "../../content/situations.ts";
import type { Emotion } from "../../core/emotions.ts";
import { type DoseSummary, summariseDoses } from "../../state/dose-summary.ts";
import type { DosePoint, RecordedMark } from "../../state/runs.ts";
import type { DosageState } from "../../state/slices/dosage-slice.ts";
import {
  type DoseFaults,
  type DoseSpec,
  doseFaults,
  doseSpec,
  shownLayer,
} from "../../state/specs.ts";
import type { AppState } from "../../state/store.ts";
import { MAX_CURVES } from "./series-colours.ts";

export interface DosageView {
  readonly spec: DoseSpec;
  readonly faults: DoseFaults;
  readonly expected: readonly Expectation[];
  /** Feelings that are drawn; the first one is the one in large type. */
  readonly emotions: readonly Emotion[];
  readonly layer: number;
  /** Points of this very spec; null where not read. */
  readonly points: readonly DosePoint[];
  readonly controls: readonly DosePoint[];
  /** The prompt that is open under the chart, where it belongs to this spec. */
  readonly open: DosageState["open"];
  readonly status: DosageState["status"];
  readonly failure: DosageState["failure"];
  /** Set where the points are a recorded run. */
  readonly recorded: RecordedMark | null;
  readonly hasPoints: boolean;
}

/** True where two specs read the same prompts the same way. */
export function sameSpec(one: DoseSpec, other: DoseSpec): boolean {
  return (
    one.template === other.template &&
    one.control === other.control &&
    one.at === other.at &&
    one.set === other.set &&
    one.doses.length === other.doses.length &&
    one.doses.every((dose, at) => dose === other.doses[at])
  );
}

/** Points on screen count only where they are those of the settings: typing makes them old at once. */
export function dosageView(state: Pick<AppState, "settings" | "dosage" | "manifest">): DosageView {
  const { settings, dosage, manifest } = state;
  const spec = doseSpec(settings.dosage);
  const own = dosage.spec !== null && sameSpec(dosage.spec, spec);
  const none = spec.doses.map(() => null);
  const points = own && dosage.points.length === none.length ? dosage.points : none;
  const controls = own && dosage.controls.length === none.length ? dosage.controls : none;
  return {
    spec,
    faults: doseFaults(spec),
    expected: spec.situation?.expected ?? [],
    emotions: settings.dosage.emotions.slice(0, MAX_CURVES),
    layer: shownLayer(settings.dosage.layer, settings.dosage.set, manifest),
    points,
    controls,
    open: own ? dosage.open : null,
    status: own ? dosage.status : "idle",
    failure: own ? dosage.failure : null,
    recorded: own ? dosage.recorded : null,
    hasPoints: points.some((point) => point !== null),
  };
}

/** What statistics are made of. */
export type RunNumbers = Pick<
  DosageView,
  "spec" | "expected" | "emotions" | "layer" | "points" | "controls"
>;

export interface DosageNumbers {
  /** One for each drawn feeling. */
  readonly shown: readonly DoseSummary[];
  /** One for each expectation, drawn or not. */
  readonly expected: readonly DoseSummary[];
}

/** Statistics at the shown layer. */
export function dosageNumbers(view: RunNumbers): DosageNumbers {
  const { spec, points, controls, expected, layer } = view;
  const run = { doses: spec.doses, points, controls, expected };
  const summary = (emotion: Emotion) => summariseDoses(run, emotion, layer);
  return {
    shown: view.emotions.map(summary),
    expected: expected.map(({ emotion }) => summary(emotion)),
  };
}
