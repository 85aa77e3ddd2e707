/** Whether this machine wrote the same tokens as the link's maker. */
import { tokenDigest } from "../core/digest.ts";
import type { ColumnRun } from "./runs.ts";
import type { AppState } from "./store.ts";

export type Reproduction = "reproduced" | "differs";

/** Parts one column from the next; no token has this id. */
const SEAM = 0xffff_ffff;

/** Digest of the plain and the steered continuation, or null while one of them is not finished. */
export function columnsDigest(columns: readonly ColumnRun[]): string | null {
  const counted = columns.filter(({ id }) => id !== "random");
  if (counted.length === 0 || counted.some(({ end }) => end === null)) return null;
  return tokenDigest(counted.flatMap(({ ids }) => [SEAM, ...ids]));
}

/** The digest of the tokens on screen, where they belong to the settings; recorded ones count too. */
export function shownDigest({ steer }: Pick<AppState, "steer">): string | null {
  return steer.stale ? null : columnsDigest(steer.columns);
}

/** The verdict for the page, or null where no link asks for one or the run is not finished. */
export function reproduction(state: Pick<AppState, "settings" | "steer">): Reproduction | null {
  const { expected } = state.settings.steer;
  const digest = state.steer.recorded === null ? shownDigest(state) : null;
  if (expected === null || digest === null) return null;
  return digest === expected ? "reproduced" : "differs";
}
