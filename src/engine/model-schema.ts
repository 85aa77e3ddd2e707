/** What the descriptions of models have in common: manifest.json, catalogue.json, plans that are kept. */
import * as v from "valibot";

export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "not a sha256 in hex"));

/** Of bytes, layers, numbers: a whole number from 1. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A ModelShape, entry by entry. */
export const SHAPE = {
  layers: count,
  width: count,
  heads: count,
  kvHeads: count,
  headWidth: count,
  feedForward: count,
  vocabulary: count,
  contextLength: count,
  tiedOutput: v.boolean(),
} as const;
