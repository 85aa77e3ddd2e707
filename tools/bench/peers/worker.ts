/** Runs a contestant off the page, as its documentation advises. */
import { answer } from "./answer.ts";
import type { PeerRequest } from "./contract.ts";

self.onmessage = async ({ data }: MessageEvent<PeerRequest>) => {
  self.postMessage(await answer(data));
};
