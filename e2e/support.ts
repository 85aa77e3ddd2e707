/**
 * The test function of every spec: a page that is watched. At the end of a test the page must have
 * logged no error, broken no rule of its policy and asked no other site for anything.
 */
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export interface Watch {
  /** Errors that a test expects, as patterns: a fault on purpose is logged by the browser too. */
  readonly allow: RegExp[];
  /** Errors, violations and requests to other sites so far. */
  problems(): string[];
}

/** Watches every page of a context, workers and service workers included. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const seen: string[] = [];
  const allow: RegExp[] = [];
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "localhost") {
      seen.push(`request to another site: ${request.url()}`);
    }
  });
  context.on("console", (message) => {
    if (message.type() === "error") {
      seen.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => seen.push(`uncaught: ${error.error().message}`));
  await context.exposeBinding("moodringViolation", (_source, text: string) => {
    seen.push(`policy: ${text}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { moodringViolation: (text: string) => void })
        .moodringViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return { allow, problems: () => seen.filter((text) => !allow.some((rule) => rule.test(text))) };
}

export const test = base.extend<{ watched: Watch }>({
  watched: [
    async ({ context }, use) => {
      const watched = await watch(context);
      await use(watched);
      expect(watched.problems()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the page may use threads; on a plain host that takes a reload of its own. */
export async function untilIsolated(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
}

/** Waits until the service worker has kept the page for visits without a network. */
export async function untilKeptOffline(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** The load button of the header, and what it becomes. */
export function loadButton(page: Page) {
  return page.getByRole("banner").getByRole("button", { name: /^Load model|^Try again/ });
}

/** Waits until the model has started. */
export async function untilReady(page: Page): Promise<void> {
  await expect(page.getByRole("banner")).toContainText("WebAssembly", { timeout: 90_000 });
}

/** Loads the model by its button in the header. */
export async function loadModel(page: Page): Promise<void> {
  await loadButton(page).click();
  await untilReady(page);
}
