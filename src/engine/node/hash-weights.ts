import { createHash } from "node:crypto";
import type { NamedSource } from "../bytes.ts";
import { throwIfCancelled } from "../errors.ts";
import { weightsSha256 } from "../weights-hash.ts";

const AT_ONCE = 8_000_000;

/** The sha256 that names these weights; see weightsSha256. @throws EngineError cancelled */
export async function hashWeights(
  weights: readonly NamedSource[],
  signal?: AbortSignal,
): Promise<string> {
  const hashes: string[] = [];
  for (const { source } of weights) {
    const hash = createHash("sha256");
    for (let start = 0; start < source.size; start += AT_ONCE) {
      throwIfCancelled(signal);
      hash.update(await source.read(start, Math.min(source.size, start + AT_ONCE)));
    }
    hashes.push(hash.digest("hex"));
  }
  return weightsSha256(hashes, (bytes) => createHash("sha256").update(bytes).digest("hex"));
}
