/** What all rows come to: each measure at each place, and the contrasts that findings rest on. */
import { AFTER } from "../../content/experiments/spiral.ts";
import { signed } from "../../core/signed.ts";
import type { ResultTable } from "../contract.ts";
import type { Contrast, Effect } from "../contrast.ts";
import { PLACES, type PlaceId } from "../read-turns.ts";
import { byTask } from "./by-task.ts";
import { type Climb, climbOf } from "./climb.ts";
import { MEASURES, type MeasureId } from "./measures.ts";
import { ENDING_LABELS, endingContrast, type Rescue, rescueOf } from "./rescue.ts";
import type { SpiralRow } from "./rows.ts";
import { type SteeringEffect, steeringOf } from "./steering.ts";

export interface View {
  readonly measure: MeasureId;
  readonly place: PlaceId;
  readonly climb: Climb | null;
  readonly rescue: Rescue;
  /** Over what was written; the same for both places. */
  readonly steering: SteeringEffect | null;
}

export interface SpiralSummary {
  readonly model: string;
  readonly alpha: number;
  readonly tasks: number;
  readonly views: readonly View[];
  /** Desperate − calm before the reply: rescue − neutral remark, after 0 … 3 neutral questions. */
  readonly lasting: readonly Contrast[];
  readonly rescueAgainstKind: Contrast;
  /** Self-loathing before the reply: rescue − neutral remark. */
  readonly selfLoathing: Contrast;
}

/** Null while fewer than two tasks have both arms. */
export function summarise(
  rows: ReadonlyMap<string, SpiralRow>,
  alpha: number,
  model: string,
): SpiralSummary | null {
  const tasks = byTask(rows);
  const whole = tasks.filter(({ rejected, accepted }) => rejected && accepted).length;
  if (whole < 2) return null;
  const views = MEASURES.flatMap(({ id }) => {
    const steering = steeringOf(tasks, id);
    return PLACES.map(
      ({ id: place }): View => ({
        measure: id,
        place,
        climb: climbOf(tasks, id, place),
        rescue: rescueOf(tasks, id, place),
        steering,
      }),
    );
  });
  const read = { id: "desperate-calm", place: "reply", later: 0 } as const;
  return {
    model,
    alpha,
    tasks: whole,
    views,
    lasting: Array.from({ length: 1 + AFTER }, (_, later) =>
      endingContrast(tasks, ["rescue", "neutral"], { ...read, later }),
    ),
    rescueAgainstKind: endingContrast(tasks, ["rescue", "kind"], read),
    selfLoathing: endingContrast(tasks, ["rescue", "neutral"], { ...read, id: "self-loathing" }),
  };
}

export function viewOf({ views }: SpiralSummary, measure: MeasureId, place: PlaceId): View | null {
  return views.find((view) => view.measure === measure && view.place === place) ?? null;
}

const withInterval = ({ value, low, high }: Effect) =>
  `${signed(value)} σ (${signed(low)} to ${signed(high)})`;

export function sentence(summary: SpiralSummary): string {
  const view = viewOf(summary, "desperate-calm", "reply");
  if (!view?.climb) return "";
  const { rejected, accepted } = view.climb;
  const parts = [
    `In ${summary.model}, over ${summary.tasks} tasks, eight rejections move desperate − calm before the reply by ${withInterval(rejected.at(-1) ?? NOTHING)}, eight acceptances by ${withInterval(accepted.at(-1) ?? NOTHING)}.`,
  ];
  const [rescue] = summary.lasting;
  if (rescue && rescue.tasks > 1) {
    const after = view.rescue.endings.flatMap(({ ending, changes }) =>
      changes[0] ? [`${ENDING_LABELS[ending]} by ${signed(changes[0].value)} σ`] : [],
    );
    parts.push(`Then it moves with ${after.join(", ")}.`);
  }
  return parts.join(" ");
}

const NOTHING: Effect = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

export function table({ views }: SpiralSummary): ResultTable {
  const cells = ({ value, low, high }: Effect) => [value, low, high];
  return {
    columns: [
      "read",
      "where",
      "what",
      "when",
      "change σ",
      "low",
      "high",
      "random low",
      "random high",
    ],
    rows: views.flatMap(({ measure, place, climb, rescue, steering }) => {
      const name = MEASURES.find(({ id }) => id === measure)?.label ?? measure;
      const where = PLACES.find(({ id }) => id === place)?.label ?? place;
      const turns = (["rejected", "accepted"] as const).flatMap((arm) =>
        (climb?.[arm] ?? []).map((one, turn) => [
          name,
          where,
          `${arm}, since the request`,
          `turn ${turn}`,
          ...cells(one),
          climb?.band.low[turn] ?? "",
          climb?.band.high[turn] ?? "",
        ]),
      );
      const endings = rescue.endings.flatMap(({ ending, changes }) =>
        changes.map((one, later) => [
          name,
          where,
          `${ENDING_LABELS[ending]}, since the last rejection`,
          later === 0 ? "at once" : `${later} neutral questions later`,
          ...cells(one),
          later === 0 ? rescue.band.low : "",
          later === 0 ? rescue.band.high : "",
        ]),
      );
      if (steering === null || place !== "text") return [...turns, ...endings];
      const { calm, random } = steering;
      return [
        ...turns,
        ...endings,
        [
          name,
          "over the model's own words",
          "steered calm, against plain",
          "written next",
          ...cells(calm),
          calm.band.low,
          calm.band.high,
        ],
        [
          name,
          "over the model's own words",
          "steered at random, against plain",
          "written next",
          ...cells(random),
          "",
          "",
        ],
      ];
    }),
  };
}
