/** Rows: what one item keeps. Readings are in story σ, at every second residual point. */
import * as v from "valibot";
import type { Emotion } from "../../core/emotions.ts";
import { RANDOM_DIRECTIONS, type VectorSetName } from "../../core/vectors.ts";

/** What is read in a pair. */
export const PAIR_EMOTIONS = ["afraid", "desperate", "calm"] as const satisfies readonly Emotion[];
export type PairEmotion = (typeof PAIR_EMOTIONS)[number];

/** Where it is read: over the text, and where a reply to it is prepared. */
export const PLACES = ["text", "reply"] as const satisfies readonly VectorSetName[];

/**
 * Residual points that rows hold: 2, 4, … the last. Neighbours differ little, and a recorded run of
 * all of them would be twice as large as the site wants to send.
 */
export function layersRead(layers: number): readonly number[] {
  return Array.from({ length: Math.floor(layers / 2) }, (_, place) => 2 * (place + 1));
}

/** One number a residual point of layersRead. */
const AtLayers = v.pipe(v.array(v.number()), v.minLength(1));
const Random = v.pipe(v.array(AtLayers), v.length(RANDOM_DIRECTIONS.count));

const PairReading = v.object({
  danger: v.pipe(v.array(AtLayers), v.length(PAIR_EMOTIONS.length)),
  harmless: v.pipe(v.array(AtLayers), v.length(PAIR_EMOTIONS.length)),
  /** Danger − harmless, a random direction each. */
  random: Random,
});
const CurveReading = v.object({
  /** [expected emotion][dose][layer]. */
  values: v.pipe(v.array(v.pipe(v.array(AtLayers), v.minLength(2))), v.minLength(1)),
  /** The rise along the doses, a random direction each. */
  random: Random,
});

/** Every list of layers is as long as any other: a row that was cut can not be told from a whole one else. */
function evenLayers(row: unknown): boolean {
  const lengths = new Set<number>();
  const walk = (value: unknown) => {
    if (Array.isArray(value) && typeof value[0] === "number") lengths.add(value.length);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(row);
  return lengths.size === 1;
}

const Kinds = v.variant("kind", [
  v.object({ kind: v.literal("pair"), text: PairReading, reply: PairReading }),
  v.object({ kind: v.literal("curve"), text: CurveReading, reply: CurveReading }),
]);
type Kinds = v.InferOutput<typeof Kinds>;

export const Row = v.pipe(
  Kinds,
  v.check<Kinds, string>(evenLayers, "its lists of layers differ in length"),
);

export type SeverityRow = Kinds;
export type PairRow = Extract<SeverityRow, { kind: "pair" }>;
export type CurveRow = Extract<SeverityRow, { kind: "curve" }>;
export type Place = (typeof PLACES)[number];

/** The row of a curve: a situation's sentence with its doses, or its control with the same. */
export const curveId = (situation: string, arm: "template" | "control") => `${situation}/${arm}`;
