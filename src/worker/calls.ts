/** Call numbers of the contract as abort signals. */
export interface Calls {
  /** Runs `task` under a call's number; `cancel` of that number aborts its signal. */
  run<T>(call: number, task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Does nothing for a call that has ended. */
  cancel(call: number): void;
}

export function createCalls(): Calls {
  const running = new Map<number, AbortController>();
  return {
    async run(call, task) {
      const controller = new AbortController();
      running.set(call, controller);
      try {
        return await task(controller.signal);
      } finally {
        running.delete(call);
      }
    },
    cancel: (call) => running.get(call)?.abort(),
  };
}
