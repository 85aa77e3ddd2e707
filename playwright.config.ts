import { defineConfig } from "@playwright/test";
import { findChromium } from "./tools/chromium.mjs";

const executablePath = findChromium();

/** Where the built site is served, with its headers, while the tests run. */
const SITE_PORT = 41_730;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  // The real model takes a gigabyte and every core: one page at a time.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${SITE_PORT}/`,
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node tools/serve.mjs --port ${SITE_PORT}`,
    url: `http://localhost:${SITE_PORT}/`,
    reuseExistingServer: false,
  },
});
