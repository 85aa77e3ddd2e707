/**
 * emotions.json and emotions.bin as they come from a site or a file: hostile until parsed. Whatever
 * is wrong is named; nothing is repaired.
 */
import * as v from "valibot";
import { AXES, type AxisId, EMOTIONS } from "./emotions.ts";
import {
  type EmotionVectors,
  RANDOM_DIRECTIONS,
  VECTOR_SETS,
  type VectorsManifest,
} from "./vectors.ts";
import { emotionVector, vectorDataLength } from "./vectors-access.ts";

/** Files that are no emotion vectors. `message` says which part is wrong. */
export class BadVectors extends Error {
  override readonly name = "BadVectors";
}

/** Far more than any model has, and little enough that a length cannot exhaust memory. */
const MAX_POINTS = 512;
const MAX_WIDTH = 65536;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "is not a SHA-256"));
const spread = v.pipe(v.number(), v.finite(), v.gtValue(0));
const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const layer = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_POINTS));

const spreads = (columns: number) => {
  const table = v.array(v.pipe(v.array(spread), v.length(columns)));
  return v.strictObject({ storySigma: table, tokenSigma: table });
};
const axis = v.strictObject({ storySigma: v.array(spread), tokenSigma: v.array(spread) });
const axes = v.strictObject(
  Object.fromEntries(Object.keys(AXES).map((id) => [id, axis])) as Record<AxisId, typeof axis>,
);
const set = v.strictObject({
  emotions: spreads(EMOTIONS.length),
  random: spreads(RANDOM_DIRECTIONS.count),
  axes,
});
const manifest = v.strictObject({
  schema: v.literal(1, "is a version that this page does not know"),
  model: text,
  weightsSha256: sha256,
  binSha256: sha256,
  points: count(MAX_POINTS),
  width: count(MAX_WIDTH),
  emotions: v.pipe(
    v.array(v.string()),
    v.check(
      (names) => names.length === EMOTIONS.length && EMOTIONS.every((name, i) => name === names[i]),
      "are not the 24 emotions in their order",
    ),
  ),
  residualNorm: v.array(spread),
  bestLayer: v.strictObject({ text: layer, reply: layer }),
  recipe: v.strictObject({
    shrinkage: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    corpus: text,
    stories: count(1e9),
  }),
  sets: v.strictObject({ text: set, reply: set }),
});

/**
 * Parses both files. Throws BadVectors. Does not compare hashes: whoever fetched the bytes knows
 * what was asked for (binSha256 in the manifest, the manifest's own hash in the model's folder).
 */
export function parseVectors(jsonText: string, bin: ArrayBuffer): EmotionVectors {
  return joinParsed(parseManifest(jsonText), bin);
}

/** Joins a parsed emotions.json and its emotions.bin. Throws BadVectors. */
export function joinParsed(parsed: VectorsManifest, bin: ArrayBuffer): EmotionVectors {
  const length = vectorDataLength(parsed.points, parsed.width);
  if (bin.byteLength !== 4 * length) {
    throw new BadVectors(`emotions.bin has ${bin.byteLength} bytes instead of ${4 * length}`);
  }
  const data = littleEndianFloats(bin);
  const odd = data.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new BadVectors(`emotions.bin: number ${odd} is not finite`);
  const vectors = { manifest: parsed, data };
  checkUnitLength(vectors);
  return vectors;
}

/** emotions.json alone. Throws BadVectors. */
export function parseManifest(jsonText: string): VectorsManifest {
  let json: unknown;
  try {
    json = JSON.parse(jsonText);
  } catch {
    throw new BadVectors("emotions.json is not JSON");
  }
  return checkManifest(json);
}

/** emotions.json as a value. Throws BadVectors. */
export function checkManifest(json: unknown): VectorsManifest {
  const result = v.safeParse(manifest, json);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    throw new BadVectors(`emotions.json${path ? `, ${path}` : ""}: ${issue.message}`);
  }
  checkLengths(result.output);
  return result.output;
}

/** Every list over the residual points has one entry a point, and the best layers exist. */
function checkLengths({ points, residualNorm, bestLayer, sets }: VectorsManifest): void {
  const need = (list: readonly unknown[], name: string) => {
    if (list.length !== points) {
      throw new BadVectors(`emotions.json, ${name}: ${list.length} entries for ${points} points`);
    }
  };
  need(residualNorm, "residualNorm");
  for (const name of VECTOR_SETS) {
    const { emotions, random, axes: perAxis } = sets[name];
    if (bestLayer[name] >= points) {
      throw new BadVectors(`emotions.json, bestLayer.${name}: no layer ${bestLayer[name]}`);
    }
    for (const [id, lists] of Object.entries({ emotions, random, ...perAxis })) {
      need(lists.storySigma, `sets.${name}.${id}.storySigma`);
      need(lists.tokenSigma, `sets.${name}.${id}.tokenSigma`);
    }
  }
}

function checkUnitLength(vectors: EmotionVectors): void {
  for (const name of VECTOR_SETS) {
    for (let point = 0; point < vectors.manifest.points; point++) {
      for (const emotion of EMOTIONS) {
        const vector = emotionVector(vectors, name, point, emotion);
        const square = vector.reduce((sum, value) => sum + value * value, 0);
        // Zero where a point had nothing to find: there all stories are the same.
        if (square !== 0 && Math.abs(square - 1) > 1e-3) {
          throw new BadVectors(`emotions.bin: ${emotion} at layer ${point} is no unit vector`);
        }
      }
    }
  }
}

/** The file's numbers; read one by one only on a machine that stores them the other way round. */
function littleEndianFloats(bin: ArrayBuffer): Float32Array {
  const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  if (littleEndian) return new Float32Array(bin);
  const view = new DataView(bin);
  return Float32Array.from({ length: bin.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
