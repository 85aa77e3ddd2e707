/** A static host that sends no headers and serves the site under a sub-path. */
import type { Page } from "@playwright/test";
import { type Site, serveSite } from "./site.ts";
import { expect, loadModel, test, untilIsolated, untilKeptOffline } from "./support.ts";

let site: Site;

test.beforeEach(async () => {
  site = await serveSite({ base: "/lesson/moodring/", headers: false });
});

test.afterEach(async () => {
  await site.close();
});

test("the service worker isolates the page on the first visit, after one reload", async ({
  page,
}) => {
  let loads = 0;
  page.on("load", () => {
    loads++;
  });
  await page.goto(site.url);
  await untilIsolated(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(loads).toBe(2);
});

test("the policy holds there as well", async ({ page }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /default-src 'none'/);
  await expect(policy).not.toHaveAttribute("content", /'unsafe-/);
});

test("the model runs there, with threads where there are cores", async ({ page }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  await loadModel(page);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  await expect(page.getByRole("banner")).toContainText(cores > 1 ? /[2-4] threads/ : "1 thread");
  await expect(page.locator(".read-text .card-aside")).toHaveText(/tokens · [\d,]+ ms/);
});

test("the second visit paints with the network off", async ({ page, watched }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  await untilKeptOffline(page);
  await site.close();
  // The browser asks for a newer service worker and finds no site.
  watched.allow.push(/ERR_CONNECTION_REFUSED/);
  await page.goto(site.url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // No model was ever loaded: the recorded run is there all the same.
  await expect(page.getByText(/recorded on/).first()).toBeVisible();
});

test("a newer version is offered, and taken on request", async ({ page }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  await untilKeptOffline(page);
  site.preludes.set("sw.js", "// A newer version.");
  await page.reload();
  const offer = page.getByRole("button", { name: "Reload" });
  await expect(offer).toBeVisible();
  // Offered, not forced: a plain reload leaves the version as it is.
  expect(await waitingWorkers(page)).toBe(1);
  const reloaded = page.waitForEvent("load");
  await offer.click();
  await reloaded;
  await untilIsolated(page);
  expect(await waitingWorkers(page)).toBe(0);
});

/** Versions that are kept and wait for their turn. */
async function waitingWorkers(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.waiting ? 1 : 0;
  });
}
