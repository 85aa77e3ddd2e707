/** What the figures were measured on. */
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { Worker } from "node:worker_threads";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Gigabytes. */
  readonly memory: number;
  readonly system: string;
  readonly chromium: string;
  readonly node: string;
  readonly runtime: string;
  /** Most that was read from memory at once, gigabytes a second, by one and by two threads. */
  readonly bandwidth: readonly [number, number];
}

export async function describeMachine(chromium: string): Promise<Machine> {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    dependencies: Record<string, string>;
  };
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memory: totalmem() / 1e9,
    system: `${type()} ${release()}`,
    chromium,
    node: process.versions.node,
    runtime: dependencies["onnxruntime-web"] ?? "unknown",
    bandwidth: [await readBandwidth(1), await readBandwidth(2)],
  };
}

/** Runnable processes on average over the last minute: above 0 something else was running. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** Gigabytes a second that some threads read together, each from memory of its own. */
async function readBandwidth(threads: number): Promise<number> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./bandwidth-worker.mjs", import.meta.url)),
  );
  await Promise.all(workers.map(nextMessage));
  const rates = workers.map(nextMessage);
  for (const worker of workers) worker.postMessage("read");
  const total = (await Promise.all(rates)).reduce<number>((sum, rate) => sum + Number(rate), 0);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return total;
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
