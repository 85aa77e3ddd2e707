/** What a load tells of its way. */
import type { LoadProgress } from "../contract.ts";
import type { ObtainOptions } from "./fetching.ts";

/**
 * Adds bytes up over the files of a load. `cached` stays true while all came from this browser; files
 * whose length nobody had said make the total grow.
 */
export function loadMeter(
  total: number,
  onProgress: (progress: LoadProgress) => void,
): ObtainOptions["onBytes"] {
  let done = 0;
  let allCached = true;
  return (count, cached) => {
    done += count;
    allCached &&= cached;
    onProgress({ phase: "download", done, total: Math.max(total, done), cached: allCached });
  };
}

/** Tells that another tab is at the same files, and goes first. */
export function waiting(onProgress: (progress: LoadProgress) => void): () => void {
  return () => onProgress({ phase: "wait", done: 0, total: 1, cached: false });
}
