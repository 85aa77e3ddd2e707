/** Gives up on a server that says nothing, but not on one that a sleeping machine did not hear. */

/** A server that sends nothing for so long has hung up without saying so. */
export const SILENCE_MS = 30_000;

/** The wait is counted in so many steps. */
const STEPS = 30;

/**
 * Rejects where nothing has come for that long. A machine or tab that sleeps in between wakes to one
 * step, however long it slept, so that the time it was away does not count.
 */
export async function beforeSilence<T>(promise: Promise<T>, ms = SILENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  let steps = 0;
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      steps++;
      if (steps >= STEPS) reject(new Error(`nothing came for ${ms / 1000} s`));
    }, ms / STEPS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearInterval(timer);
  }
}
