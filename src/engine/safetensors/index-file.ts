/** model.safetensors.index.json: which file of a model in parts holds which tensor. */
import * as v from "valibot";
import type { ByteSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { shownName } from "../shown-name.ts";
import { JsonFault, parseStrictJson } from "./strict-json.ts";

const LONGEST_INDEX = 16 * 2 ** 20;
/** The index, its map; writers' notes may nest a little. */
const DEEPEST = 4;

const Index = v.object({
  weight_map: v.record(
    v.string(),
    v.pipe(v.string(), v.regex(/^[^/\\]{1,200}$/, "no plain file name")),
  ),
});

/**
 * File names by the names of their tensors.
 * @throws EngineError corrupt-model
 */
export async function readIndex(source: ByteSource): Promise<ReadonlyMap<string, string>> {
  if (source.size > LONGEST_INDEX) throw broken("is too long");
  const text = new TextDecoder().decode(await source.read(0, source.size));
  let json: unknown;
  try {
    json = parseStrictJson(text, DEEPEST);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw broken(shownName(error.message));
  }
  const index = v.safeParse(Index, json);
  if (!index.success) throw broken("does not say which file holds which tensor");
  const map = new Map(Object.entries(index.output.weight_map));
  if (map.size === 0) throw broken("lists no tensors");
  return map;
}

function broken(why: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `The model's safetensors.index.json ${why}. Download it again.`,
  );
}
