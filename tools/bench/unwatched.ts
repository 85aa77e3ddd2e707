/** A browser that opens a page with nobody attached, to which one can attach later. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "../chromium.mjs";
import { ARGUMENTS } from "./browser.ts";

export interface UnwatchedBrowser {
  readonly processId: number;
  /** From here on the page can be driven. */
  attach(): Promise<Page>;
  close(): Promise<void>;
}

/** @throws Error where there is no Chromium or it does not start */
export async function startUnwatched(url: string): Promise<UnwatchedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "moodring-bench-"));
  const child = spawn(
    findChromium() ?? chromium.executablePath(),
    [
      ...ARGUMENTS,
      "--headless=new",
      "--window-size=1280,900",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      url,
    ],
    { stdio: "ignore" },
  );
  const ended = once(child, "exit");
  const { pid } = child;
  if (pid === undefined) throw new Error("Chromium did not start");
  return {
    processId: pid,
    async attach() {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portOf(profile)}`);
      const page = browser
        .contexts()[0]
        ?.pages()
        .find((one) => one.url().startsWith("http"));
      if (!page) throw new Error("the browser shows no page");
      return page;
    },
    async close() {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium writes the port that it chose into its profile. */
async function portOf(profile: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const text = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
    const port = Number(text.split("\n", 1)[0]);
    if (port > 0) return port;
    await wait(100);
  }
  throw new Error("Chromium offered no port to attach to");
}
