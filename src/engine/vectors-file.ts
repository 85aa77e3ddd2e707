/** emotions.json and emotions.bin as they come from a site or a disk: core's checks, the engine's errors. */
import { BadVectors, checkManifest, joinParsed } from "../core/parse-vectors.ts";
import type { EmotionVectors, VectorsManifest } from "../core/vectors.ts";
import { vectorDataLength } from "../core/vectors-access.ts";
import { EngineError } from "./errors.ts";

/** Checks a parsed emotions.json. @throws EngineError corrupt-model with the first fault and where it lies */
export function parseVectorsManifest(json: unknown): VectorsManifest {
  return asCorrupt(() => checkManifest(json));
}

/** Bytes of the emotions.bin that belongs to a model with that many points and that width. */
export function vectorsBytes(points: number, width: number): number {
  return Float32Array.BYTES_PER_ELEMENT * vectorDataLength(points, width);
}

/** Joins the pair. @throws EngineError corrupt-model */
export function joinVectors(
  manifest: VectorsManifest,
  bytes: Uint8Array<ArrayBuffer>,
): EmotionVectors {
  const whole = bytes.byteLength === bytes.buffer.byteLength;
  return asCorrupt(() => joinParsed(manifest, (whole ? bytes : bytes.slice()).buffer));
}

function asCorrupt<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof BadVectors)) throw error;
    throw new EngineError(
      "corrupt-model",
      `The model's emotion vectors can't be used: ${error.message}. Download the model again.`,
      { cause: error },
    );
  }
}
