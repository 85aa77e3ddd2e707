/** Starts the worker and watches over it. */
import * as Comlink from "comlink";
import type { MoodringWorker } from "./contract.ts";
import { lifelineLost } from "./lifeline.ts";

/** The contract, and `ready`, which resolves once the worker holds its lifeline. */
export interface ReadyWorker extends MoodringWorker {
  ready(): Promise<void>;
}

export interface WorkerPort {
  readonly remote: Comlink.Remote<MoodringWorker>;
  /** Resolves when the worker has died, was terminated or could not start. */
  readonly died: Promise<void>;
  terminate(): void;
}

/** A new worker of this page. */
export function spawnWorker(): WorkerPort {
  const name = `moodring-worker-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
  const remote = Comlink.wrap<ReadyWorker>(worker);
  let end: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    end = resolve;
  });
  worker.addEventListener("error", end);
  worker.addEventListener("messageerror", end);
  void remote
    .ready()
    .then(() => lifelineLost(name))
    .then(end);
  return {
    remote,
    died,
    terminate() {
      worker.terminate();
      end();
    },
  };
}
