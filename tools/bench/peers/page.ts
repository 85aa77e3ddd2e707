/**
 * One contestant's page. wllama starts its own worker and is called from the page; the others run in
 * a worker of ours.
 */
import { answer } from "./answer.ts";
import type { PeerReply, PeerRequest } from "./contract.ts";

declare global {
  interface Window {
    askPeer?: (request: PeerRequest) => Promise<PeerReply>;
  }
}

function throughWorker(): (request: PeerRequest) => Promise<PeerReply> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return (request) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<PeerReply>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(request);
    });
}

window.askPeer = location.hash.startsWith("#wllama") ? answer : throughWorker();
