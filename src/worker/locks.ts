/** Web Locks between tabs; where a browser has none, tabs go ahead without waiting for each other. */
import { EngineError } from "../engine/errors.ts";

/** Runs `task` alone among all tabs that use that name. @throws EngineError cancelled, while waiting */
export async function withLock<T>(
  name: string,
  signal: AbortSignal,
  task: () => Promise<T>,
): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return await task();
  let started = false;
  try {
    // The DOM types give the callback's promise where the browser gives its value.
    return (await locks.request(name, { signal }, () => {
      started = true;
      return task();
    })) as T;
  } catch (error) {
    if (started || !signal.aborted) throw error;
    throw new EngineError("cancelled", "Stopped.", { cause: error });
  }
}
