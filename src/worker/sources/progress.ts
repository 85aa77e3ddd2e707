/** What a load tells of its way. */
import type { LoadProgress } from "../contract.ts";
import type { ObtainOptions } from "./fetching.ts";

/**
 * Adds bytes up over the files of a load. `cached` stays true while all came from this browser; files
 * whose length nobody had said make the total grow. What came over the network and had to be thrown
 * away, as another version of the file, was fetched all the same.
 */
export function loadMeter(
  total: number,
  onProgress: (progress: LoadProgress) => void,
): ObtainOptions["onBytes"] {
  let done = 0;
  let allCached = true;
  let fetched = 0;
  return (count, cached) => {
    done += count;
    allCached &&= cached;
    if (!cached && count > 0) fetched += count;
    const counted = { done, total: Math.max(total, done), cached: allCached, fetched };
    onProgress({ phase: "download", ...counted });
  };
}

/** Tells that another tab is at the same files, and goes first. */
export function waiting(onProgress: (progress: LoadProgress) => void): () => void {
  return () => onProgress({ phase: "wait", done: 0, total: 1, cached: false, fetched: 0 });
}
