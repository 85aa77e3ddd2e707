/** Web Locks between tabs; where a browser has none, tabs go ahead without waiting for each other. */
import { EngineError } from "../engine/errors.ts";

/** Whether a lock tells what other tabs are at. */
export function hasLocks(): boolean {
  return globalThis.navigator?.locks !== undefined;
}

/**
 * Runs `task` alone among all tabs that use that name.
 * @param onWait told once, where another tab goes first
 * @throws EngineError cancelled, while waiting
 */
export async function withLock<T>(
  name: string,
  signal: AbortSignal,
  task: () => Promise<T>,
  onWait?: () => void,
): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return await task();
  if (onWait) {
    const at = await ifFree(name, task);
    if (at) return at.result;
    onWait();
  }
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

/** Runs `task` under a lock that nobody holds. Resolves to null, at once, where somebody does. */
export async function ifFree<T>(
  name: string,
  task: () => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return { result: await task() };
  return await locks.request(name, { ifAvailable: true }, async (lock) =>
    lock === null ? null : { result: await task() },
  );
}
