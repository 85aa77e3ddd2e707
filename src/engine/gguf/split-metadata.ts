/** What llama.cpp's gguf-split writes into each part of a model that it cuts up. */
import { EngineError } from "../errors.ts";
import { damaged } from "./damage.ts";
import type { GgufMetadata } from "./types.ts";

export interface SplitMetadata {
  /** Of this part, from 0. */
  readonly no: number;
  /** Parts in all, at least 2. */
  readonly count: number;
  /** Tensors in all parts together. */
  readonly tensors: number;
}

/** Null for a model in one file. @throws EngineError corrupt-model for numbers that make no sense */
export function splitMetadata(metadata: GgufMetadata): SplitMetadata | null {
  const number = (key: string, least: number, most: number): number => {
    const value = metadata.get(key);
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    throw damaged(`its entry ${key} is missing or makes no sense`);
  };
  if (!metadata.has("split.count")) return null;
  const count = number("split.count", 0, 65_535);
  if (count < 2) return null;
  return {
    no: number("split.no", 0, count - 1),
    count,
    tensors: number("split.tensors.count", 0, 2 ** 31 - 1),
  };
}

/** @throws EngineError missing-file where the file is one part of several */
export function refuseLonePart(metadata: GgufMetadata): void {
  const split = splitMetadata(metadata);
  if (!split) return;
  throw new EngineError(
    "missing-file",
    `This file is part ${split.no + 1} of a model in ${split.count} parts. Choose all ${split.count} files together.`,
  );
}
