/** The wait before another attempt, and for a network that is known to be gone. */
import { throwIfCancelled } from "../../engine/errors.ts";

/** So long a network that is gone is waited for, at each attempt. */
const GONE_MS = 30_000;

/** @throws EngineError cancelled */
export async function pauseForNetwork(
  ms: number,
  signal: AbortSignal,
  goneMs = GONE_MS,
): Promise<void> {
  await wait(ms, signal);
  if (globalThis.navigator?.onLine === false) await wait(goneMs, signal, "online");
  throwIfCancelled(signal);
}

/** Until the time is over, the caller gives up, or the event comes. */
function wait(ms: number, signal: AbortSignal, event?: string): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (event !== undefined) globalThis.addEventListener?.(event, done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      if (event !== undefined) globalThis.removeEventListener?.(event, done);
      resolve();
    }
  });
}
