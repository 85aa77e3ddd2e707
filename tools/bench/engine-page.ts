/** Starts the worker that measures, and hands its answers to whoever drives the page. */
import type { EngineReply, EngineRequest } from "./engine-timings.ts";

declare global {
  interface Window {
    askEngine?: (request: EngineRequest) => Promise<EngineReply>;
  }
}

const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });

window.askEngine = (request) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<EngineReply>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  });
