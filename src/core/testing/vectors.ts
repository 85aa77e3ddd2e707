/** Small made-up vectors for tests: every direction is a seeded random unit vector. */
import { AXES, type AxisId, EMOTIONS } from "../emotions.ts";
import { randomUnitVector } from "../random.ts";
import {
  type EmotionVectors,
  RANDOM_DIRECTIONS,
  VECTOR_SETS,
  type VectorSet,
  type VectorsManifest,
} from "../vectors.ts";
import { vectorDataLength } from "../vectors-access.ts";

/** Vectors of a model with `points` residual points and `width` numbers in each. */
export function testVectors(points = 4, width = 12): EmotionVectors {
  const data = new Float32Array(vectorDataLength(points, width));
  for (let at = 0, index = 0; at < data.length; at += width, index++) {
    data.set(randomUnitVector(99, index, width), at);
  }
  return { manifest: testManifest(points, width), data };
}

/** Spreads that differ at every point and column, so that a mix-up shows. */
export function testManifest(points: number, width: number): VectorsManifest {
  const table = (columns: number, base: number) =>
    Array.from({ length: points }, (_, p) =>
      Array.from({ length: columns }, (_, c) => base + p + c / 100),
    );
  const list = (base: number) => Array.from({ length: points }, (_, p) => base + p);
  const axes = Object.fromEntries(
    Object.keys(AXES).map((id, i) => [
      id,
      { storySigma: list(1.5 + i), tokenSigma: list(2.5 + i) },
    ]),
  ) as unknown as Record<AxisId, VectorSet["axes"][AxisId]>;
  const set = (base: number): VectorSet => ({
    emotions: {
      storySigma: table(EMOTIONS.length, base),
      tokenSigma: table(EMOTIONS.length, base + 1),
    },
    random: {
      storySigma: table(RANDOM_DIRECTIONS.count, base + 2),
      tokenSigma: table(RANDOM_DIRECTIONS.count, base + 3),
    },
    axes,
  });
  return {
    schema: 1,
    model: "test",
    weightsSha256: "a".repeat(64),
    binSha256: "b".repeat(64),
    points,
    width,
    emotions: [...EMOTIONS],
    residualNorm: list(10),
    bestLayer: { text: points - 1, reply: points - 2 },
    recipe: { shrinkage: 0.5, corpus: "test", stories: 1152 },
    sets: Object.fromEntries(VECTOR_SETS.map((name, i) => [name, set(1 + i)])) as unknown as Record<
      (typeof VECTOR_SETS)[number],
      VectorSet
    >,
  };
}
