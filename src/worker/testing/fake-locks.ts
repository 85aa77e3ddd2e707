/** Web Locks for tests in Node: exclusive, in order; a wait can be aborted or left out. */

interface LockOptions {
  readonly signal?: AbortSignal;
  readonly ifAvailable?: boolean;
}

/** Those of one browser. New ones are as if all of its tabs had died. */
export function fakeLocks() {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request<T>(
      name: string,
      { signal, ifAvailable = false }: LockOptions,
      task: (lock: object | null) => Promise<T>,
    ): Promise<T> {
      const before = held.get(name);
      if (before && ifAvailable) return await task(null);
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("AbortError")));
      });
      aborted.catch(quiet);
      const turn = before
        ? Promise.race([before, aborted]).then(() => task({ name }))
        : task({ name });
      const ended: Promise<unknown> = turn.catch(quiet).then(() => {
        if (held.get(name) === ended) held.delete(name);
      });
      held.set(name, ended);
      return await turn;
    },
  };
}

function quiet(): void {
  // Who asked for the lock is told.
}
