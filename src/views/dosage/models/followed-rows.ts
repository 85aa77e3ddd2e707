/** Which doses a model follows, in figures: one row for every direction that was expected. */
import * as v from "valibot";
import { SITUATIONS } from "../../../content/situations.ts";
import { EMOTIONS } from "../../../core/emotions.ts";
import { VERDICTS } from "../../../state/dose-summary.ts";
import { meetsExpectation } from "../../../state/dose-words.ts";
import { layerKey, type OverviewRow } from "../overview.ts";

/** A figure of four decimals; null where there is none (a flat curve has no ρ). */
const figure = v.nullable(v.number());
const curve = v.strictObject({ rho: figure, p: figure, rise: figure, effect: figure });

const row = v.strictObject({
  situation: v.string(),
  emotion: v.picklist(EMOTIONS),
  expected: v.picklist(["up", "down"]),
  at: v.picklist(["mean", "last"]),
  layer: v.number(),
  verdict: v.picklist(VERDICTS),
  /** The verdict is "follows", and the way is the expected one. */
  met: v.boolean(),
  curve,
  control: v.nullable(curve),
  /** All layers at which it is met: with many to choose from, one or two prove little. */
  layers: v.array(v.number()),
});

const layer = v.pipe(v.number(), v.integer());

export const followedSchema = v.strictObject({
  /** Name in the catalogue. */
  model: v.string(),
  name: v.string(),
  vectorsSha256: v.string(),
  /** ISO date and machine of its runs. */
  date: v.string(),
  machine: v.string(),
  /** The layer at which its vectors tell the emotions apart best, by set. */
  bestLayer: v.strictObject({ text: layer, reply: layer }),
  /** One for every direction that was expected, in the order of the situations. */
  rows: v.array(row),
});

export type FollowedRow = v.InferOutput<typeof row>;
export type ModelFollowed = v.InferOutput<typeof followedSchema>;

const rounded = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null);

const figuresOf = ({ rho, p, rise, effect }: OverviewRow["summary"]["curve"]) => ({
  rho: rounded(rho),
  p: rounded(p),
  rise: rounded(rise),
  effect: rounded(effect),
});

/** An overview's rows as the file holds them. */
export function followedRows(rows: readonly OverviewRow[]): readonly FollowedRow[] {
  return rows.map(({ situation, expectation, at, layer: shown, layers, summary }) => ({
    situation: situation.id,
    emotion: expectation.emotion,
    expected: expectation.direction,
    at,
    layer: shown,
    verdict: summary.verdict,
    met: meetsExpectation(summary),
    curve: figuresOf(summary.curve),
    control: summary.control && figuresOf(summary.control),
    layers: [...(layers ?? [])],
  }));
}

/** Rows of all models beside one another: one entry a direction, one row or undefined a model. */
export interface Compared {
  readonly key: string;
  readonly situation: (typeof SITUATIONS)[number];
  readonly emotion: FollowedRow["emotion"];
  readonly expected: FollowedRow["expected"];
  readonly models: readonly (FollowedRow | undefined)[];
}

export function compareModels(models: readonly Pick<ModelFollowed, "rows">[]): readonly Compared[] {
  return SITUATIONS.flatMap((situation) =>
    situation.expected.map(({ emotion, direction }) => ({
      key: layerKey(situation, emotion),
      situation,
      emotion,
      expected: direction,
      models: models.map(({ rows }) =>
        rows.find((one) => one.situation === situation.id && one.emotion === emotion),
      ),
    })),
  );
}
