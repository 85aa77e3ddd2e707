/** A newer version of the site, from the moment it is ready: the service worker tells, React listens. */
export interface UpdateOffer {
  readonly offer: (apply: () => void) => void;
  /** For useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => (() => void) | null;
}

export function createUpdateOffer(): UpdateOffer {
  let apply: (() => void) | null = null;
  const listeners = new Set<() => void>();
  return {
    offer(next) {
      apply = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => apply,
  };
}
