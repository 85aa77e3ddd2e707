/** For tests: what the result of a piece of work holds in memory. */
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that count as no change between two looks. */
const STILL = 64 * 1024;
const MOST_LOOKS = 20;

/** Heap and buffers in use when all garbage is gone: buffers are swept in the background. */
async function settledMemory(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < MOST_LOOKS; look++) {
    collect();
    await wait(5);
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const used = heapUsed + arrayBuffers;
    if (look > 1 && used > least - STILL) break;
    least = Math.min(least, used);
  }
  return least;
}

/** Bytes by which live memory grew while the result of `work` is held. */
export async function memoryHeldBy<T>(work: () => Promise<T>): Promise<number> {
  const before = await settledMemory();
  const result = await work();
  const after = await settledMemory();
  // Keeps the result alive until it has been measured.
  if (result === undefined) throw new Error("nothing was made");
  return after - before;
}
