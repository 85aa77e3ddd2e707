/** How fast a download is and how long it still takes, by what came over the network in this go. */
import type { LoadingStatus } from "../../state/slices/model-slice.ts";

/** Below this a rate jumps about. */
const MEASURED_FROM_MS = 700;

/** Bytes a millisecond; null while nothing has come over the network, or for too short a time. */
export function downloadRate(loading: LoadingStatus, now: number): number | null {
  const { progress, networkSince } = loading;
  if (progress?.phase !== "download" || progress.fetched <= 0) return null;
  const elapsed = now - networkSince;
  return elapsed < MEASURED_FROM_MS ? null : progress.fetched / elapsed;
}

/** Seconds that a download still takes at its rate so far; null where that cannot be said yet. */
export function downloadSecondsLeft(loading: LoadingStatus, now: number): number | null {
  const rate = downloadRate(loading, now);
  if (rate === null || loading.progress === null) return null;
  const { done, total } = loading.progress;
  return (total - done) / rate / 1000;
}
