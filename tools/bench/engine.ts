/** The engine alone in Chromium, through a development server: see engine-round.ts. */
import type { Browser, Page } from "@playwright/test";
import { createServer } from "vite";
import type {} from "./engine-page.ts";
import type { EngineReply, EngineRequest, EngineRound } from "./engine-timings.ts";

export interface EngineBench {
  load(threads: number): Promise<number>;
  round(steps: number): Promise<EngineRound>;
  close(): Promise<void>;
}

/** Serves `root` (a checkout of this repository) and opens its page for timings. */
export async function openEngineBench(browser: Browser, root: string): Promise<EngineBench> {
  // Found dependencies or a changed file would reload the page in the middle of a run.
  const server = await createServer({
    root,
    configFile: `${root}/vite.config.ts`,
    logLevel: "error",
    server: { port: 0, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("the development server has no address");
  const page = await browser.newPage();
  await page.goto(`${url}tools/bench/engine.html`);
  await page.waitForFunction(() => window.askEngine !== undefined);
  if (!(await page.evaluate(() => crossOriginIsolated))) {
    throw new Error("the page is not cross-origin isolated: there would be one thread");
  }
  return {
    async load(threads) {
      const reply = await ask(page, { kind: "load", threads });
      if (reply.kind !== "loaded") throw new Error("the engine did not load");
      return reply.ms;
    },
    async round(steps) {
      const reply = await ask(page, { kind: "round", steps });
      if (reply.kind !== "round") throw new Error("the engine measured nothing");
      return reply.round;
    },
    async close() {
      await page.close();
      await server.close();
    },
  };
}

async function ask(page: Page, request: EngineRequest): Promise<EngineReply> {
  const reply = await page.evaluate((asked) => window.askEngine?.(asked), request);
  if (!reply) throw new Error("the page has no engine");
  if (reply.kind === "failed") throw new Error(reply.message);
  return reply;
}
