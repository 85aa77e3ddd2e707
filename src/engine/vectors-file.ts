/** emotions.json and emotions.bin as they come from a site or a disk, checked. */
import * as v from "valibot";
import { type AxisId, EMOTIONS } from "../core/emotions.ts";
import { type EmotionVectors, RANDOM_DIRECTIONS, type VectorsManifest } from "../core/vectors.ts";
import { vectorDataLength } from "../core/vectors-access.ts";
import { EngineError } from "./errors.ts";

const finite = v.pipe(v.number(), v.finite());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "not a sha256 in hex"));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const table = (points: number, columns: number) =>
  v.pipe(v.array(v.pipe(v.array(finite), v.length(columns))), v.length(points));

function schemaFor(points: number) {
  const perPoint = v.pipe(v.array(finite), v.length(points));
  const spreads = (columns: number) =>
    v.object({ storySigma: table(points, columns), tokenSigma: table(points, columns) });
  const axis = v.object({ storySigma: perPoint, tokenSigma: perPoint });
  const set = v.object({
    emotions: spreads(EMOTIONS.length),
    random: spreads(RANDOM_DIRECTIONS.count),
    axes: v.object({
      "desperate-calm": axis,
      "afraid-calm": axis,
      "happy-sad": axis,
    } satisfies Record<AxisId, typeof axis>),
  });
  const layer = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(points - 1));
  return v.object({
    schema: v.literal(1, "made for another version of this page"),
    model: v.string(),
    weightsSha256: sha256,
    binSha256: sha256,
    points: count,
    width: count,
    emotions: v.pipe(
      v.array(v.string()),
      v.check(
        (names) => names.join() === EMOTIONS.join(),
        "not the emotions of this version of the page",
      ),
    ),
    residualNorm: perPoint,
    bestLayer: v.object({ text: layer, reply: layer }),
    recipe: v.object({ shrinkage: finite, corpus: v.string(), stories: v.number() }),
    sets: v.object({ text: set, reply: set }),
  });
}

/** Checks a parsed emotions.json. Throws `corrupt-model` with the first fault and where it lies. */
export function parseVectorsManifest(json: unknown): VectorsManifest {
  const head = v.safeParse(v.object({ points: count }), json);
  const result = v.safeParse(schemaFor(head.success ? head.output.points : 1), json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new EngineError(
    "corrupt-model",
    `The model's emotions.json can't be used: ${path ? `${path}: ` : ""}${issue.message}.`,
  );
}

/** Bytes of the emotions.bin that belongs to a model with that many points and that width. */
export function vectorsBytes(points: number, width: number): number {
  return Float32Array.BYTES_PER_ELEMENT * vectorDataLength(points, width);
}

/** Joins the pair. Throws `corrupt-model` where emotions.bin has another length than its manifest says. */
export function joinVectors(
  manifest: VectorsManifest,
  bytes: Uint8Array<ArrayBuffer>,
): EmotionVectors {
  if (bytes.byteLength !== vectorsBytes(manifest.points, manifest.width)) {
    throw new EngineError(
      "corrupt-model",
      `emotions.bin has ${bytes.byteLength} bytes, not the ${vectorsBytes(manifest.points, manifest.width)} that emotions.json asks for.`,
    );
  }
  // Little-endian on disk, as on every machine that runs WebAssembly.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return {
    manifest,
    data: new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4),
  };
}
