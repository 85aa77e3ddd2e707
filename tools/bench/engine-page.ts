/** Starts the worker that measures, and hands its result to whoever drives the page. */
import type { EngineTimings } from "./engine-worker.ts";

declare global {
  interface Window {
    measureEngine?: (options: { threads: number; rounds: number }) => Promise<EngineTimings>;
  }
}

window.measureEngine = (options) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<EngineTimings>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(options);
  });
