/** What a contestant's times are against ours, round by round. */
import { LENGTHS, type Length } from "../engine-timings.ts";
import { type Spread, spread } from "../statistics.ts";
import type { PeerRound } from "./contract.ts";
import type { PeerResult } from "./run.ts";

export type Work = "prefill" | "decode";

/** Every job that is timed. */
export const JOBS: readonly { readonly work: Work; readonly length: Length }[] = [
  ...LENGTHS.map((length) => ({ work: "prefill" as const, length })),
  ...LENGTHS.map((length) => ({ work: "decode" as const, length })),
];

/** Tokens a second of one round. */
export function rate(round: PeerRound, work: Work, length: Length): number {
  const tokens = work === "prefill" ? length : 1;
  return (1000 * tokens) / round[work][length];
}

/**
 * How many times as fast as `peer` we are. Rounds of the same number ran next to each other, so that a
 * busy machine slows both.
 * @throws RangeError where there are no rounds
 */
export function ratios(ours: PeerResult, peer: PeerResult, work: Work, length: Length): Spread {
  const pairs = ours.rounds.slice(0, peer.rounds.length);
  return spread(
    pairs.map((mine, i) => {
      const theirs = peer.rounds[i];
      return theirs ? theirs[work][length] / mine[work][length] : Number.NaN;
    }),
  );
}

/** The fastest form of an engine at one job, by its median; undefined where it did not take part. */
export function fastest(
  results: readonly PeerResult[],
  engines: readonly PeerResult["entry"]["engine"][],
  work: Work,
  length: Length,
): PeerResult | undefined {
  const speed = ({ rounds }: PeerResult) =>
    spread(rounds.map((round) => rate(round, work, length))).median;
  return results
    .filter(({ entry, rounds }) => engines.includes(entry.engine) && rounds.length > 0)
    .sort((a, b) => speed(b) - speed(a))[0];
}
