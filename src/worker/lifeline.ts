/**
 * How the page learns that its worker is gone. A killed worker says nothing; but a Web Lock that it
 * holds is released. The worker holds one for life, and the page waits for it.
 */

/** Worker side: takes the lock and never lets go. Resolves once it is held, at once without Web Locks. */
export function holdLifeline(name: string): Promise<void> {
  const { locks } = navigator;
  if (locks === undefined) return Promise.resolve();
  return new Promise((held) => {
    void locks.request(name, () => {
      held();
      return new Promise<never>(() => undefined);
    });
  });
}

/** Page side: resolves when a worker that holds the lock dies; never without Web Locks. */
export function lifelineLost(name: string): Promise<void> {
  const { locks } = navigator;
  if (locks === undefined) return new Promise(() => undefined);
  return locks.request(name, { mode: "shared" }, () => undefined).then(() => undefined);
}
