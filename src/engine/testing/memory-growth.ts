/** For tests: what a piece of work leaves in memory and what it took on the way. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** Heap and buffers that are in use. */
function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes by which live memory grew while the result of `work` is held. */
export async function memoryHeldBy<T>(work: () => Promise<T>): Promise<number> {
  const collect = collector();
  collect();
  const before = used();
  const result = await work();
  collect();
  const after = used();
  // Keeps the result alive until it has been measured.
  if (result === undefined) throw new Error("nothing was made");
  return after - before;
}
