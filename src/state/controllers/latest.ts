/**
 * One job at a time, the newest wins. A job that is asked for while another runs cancels that one
 * and starts as soon as it has ended; of several asked for meanwhile only the last one runs.
 */
export interface Latest {
  /** Starts at once where nothing runs. The job must not reject. */
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
      await job(current.signal);
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
