/**
 * One job at a time, the newest wins. A job that is asked for while another runs cancels that one
 * and starts as soon as it has ended; of several asked for meanwhile only the last one runs.
 */
export interface Latest {
  /** Starts at once where nothing runs. A job that rejects ends like any other. */
  run(job: (signal: AbortSignal) => Promise<void>): void;
  /** Cancels what runs and forgets what waits. */
  cancel(): void;
}

export function createLatest(): Latest {
  let current: AbortController | null = null;
  let next: ((signal: AbortSignal) => Promise<void>) | null = null;

  async function drain(): Promise<void> {
    while (next !== null) {
      const job = next;
      next = null;
      current = new AbortController();
      // A job tells of its own failures; one that does not must not stop those after it.
      await job(current.signal).catch(() => undefined);
    }
    current = null;
  }

  return {
    run(job) {
      next = job;
      if (current === null) void drain();
      else current.abort();
    },
    cancel() {
      next = null;
      current?.abort();
    },
  };
}
