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
  /** Most float32 operations, thousand millions a second, by one and by two threads. */
  readonly arithmetic: readonly [number, number];
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
    bandwidth: [await bestRate(BANDWIDTH, 1), await bestRate(BANDWIDTH, 2)],
    arithmetic: [await bestRate(ARITHMETIC, 1), await bestRate(ARITHMETIC, 2)],
  };
}

/** Runnable processes on average over the last minute: above 0 something else was running. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

const BANDWIDTH = new URL("./bandwidth-worker.mjs", import.meta.url);
const ARITHMETIC = new URL("./arithmetic-worker.mjs", import.meta.url);

/** What some threads reach together, each with memory of its own. */
async function bestRate(script: URL, threads: number): Promise<number> {
  const workers = Array.from({ length: threads }, () => new Worker(script));
  await Promise.all(workers.map(nextMessage));
  const rates = workers.map(nextMessage);
  for (const worker of workers) worker.postMessage("begin");
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
