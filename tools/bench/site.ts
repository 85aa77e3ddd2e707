/** The built site, on a free port of this machine. */
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { createHandler, listen } from "../serve.mjs";

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder that holds a built site. */
export async function serveFolder(root: string): Promise<Site> {
  const server = await listen(createHandler({ root }), { port: 0 });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Builds the site of this checkout into a folder of its own, so that dist/ stays as it is. */
export async function buildAndServe(): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), "moodring-site-"));
  await build({ logLevel: "error", build: { outDir, emptyOutDir: true } });
  const site = await serveFolder(outDir);
  return {
    url: site.url,
    async close() {
      await site.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
