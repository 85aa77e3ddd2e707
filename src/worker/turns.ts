/** The model answers one call at a time: calls wait in line, and one that was cancelled is skipped. */
import { throwIfCancelled } from "../engine/errors.ts";

export interface Turns {
  /** Runs `task` once every earlier one has ended. @throws EngineError cancelled */
  take<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(signal, task) {
      const turn = last.then(() => {
        throwIfCancelled(signal);
        return task();
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
