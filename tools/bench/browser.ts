/** The one Chromium that everything is measured in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "@playwright/test";
import { findChromium } from "../chromium.mjs";

export const ARGUMENTS: readonly string[] = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function launchOptions(): LaunchOptions {
  const executablePath = findChromium();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...ARGUMENTS],
  };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions());
}

export interface Profile {
  /** Starts the browser on this profile: what was kept in it is there again. */
  open(): Promise<BrowserContext>;
  remove(): Promise<void>;
}

/** A profile that nobody has used yet, in a folder of its own. */
export async function freshProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), "moodring-bench-"));
  return {
    open: () =>
      chromium.launchPersistentContext(folder, {
        ...launchOptions(),
        viewport: { width: 1280, height: 900 },
      }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
